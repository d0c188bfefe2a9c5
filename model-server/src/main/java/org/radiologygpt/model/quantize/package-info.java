/**
 * Weights of linear layers in blocks of 8 or 4 bits: rounding, layout, and a cache file of the result. Embeddings, norms
 * and biases stay as stored.
 *
 * <p>May import {@code weights}, the JDK and SLF4J. Must never know an inference engine, and never hold a model on the
 * heap.
 */
package org.radiologygpt.model.quantize;
