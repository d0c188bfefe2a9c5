/**
 * One GPU and what runs on it, for those who keep their data there: memory, block copies, plans with contexts, captured runs.
 *
 * <p>May import {@code binding}, the detection above it, the bindings, and DJL's exception. Must never know of language
 * models.
 */
package org.radiologygpt.model.tensorrt.device;
