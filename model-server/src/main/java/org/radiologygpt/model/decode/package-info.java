/**
 * A decoder: slots with a KV cache, prefill and step, and its implementation on ONNX Runtime behind DJL.
 *
 * <p>May import {@code weights}, {@code quantize} and {@code graph}. Must never know text, prompts, HTTP or hospitals: it speaks token ids.
 */
package org.radiologygpt.model.decode;
