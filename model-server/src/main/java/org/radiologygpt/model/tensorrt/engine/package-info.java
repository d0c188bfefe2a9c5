/**
 * TensorRT as an engine of DJL: its provider, models, predictors and arrays, and the running of a plan.
 *
 * <p>May import {@code plan}, {@code binding}, the detection above them, and DJL. Must never know of language models: who
 * loads what is the caller's matter.
 */
package org.radiologygpt.model.tensorrt.engine;
