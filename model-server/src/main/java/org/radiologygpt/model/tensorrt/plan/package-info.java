/**
 * From an ONNX file to a TensorRT plan file: the options, the cache of plans, and the process of its own in which a plan
 * is built, because what TensorRT takes for building cannot be given back within a process.
 *
 * <p>May import the detection above it, {@code binding}, and DJL's exceptions. Must never know how a plan is run, nor of
 * language models.
 */
package org.radiologygpt.model.tensorrt.plan;
