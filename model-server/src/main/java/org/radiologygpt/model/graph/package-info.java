/**
 * A decoder graph as ONNX, emitted in Java from the shape of a LLaMA model: one emitter, two dialects.
 *
 * <p>May import {@code weights} and {@code quantize}. Must never know an inference engine or a prompt; the graph names weights, it never
 * holds their values.
 */
package org.radiologygpt.model.graph;
