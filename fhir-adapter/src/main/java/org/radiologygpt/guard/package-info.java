/**
 * Deterministic guards on a drafted impression, one class each, and the clinical-text analysis they share.
 *
 * <p>May import {@code report} and {@code draft}. Must never know a transport or a model.
 */
package org.radiologygpt.guard;
