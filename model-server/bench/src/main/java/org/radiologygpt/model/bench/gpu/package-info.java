/**
 * The table of a machine with a GPU: is it right, how fast is it, what does it hold in memory, beside transformers.
 *
 * <p>May import the model server, {@code gguf}'s random models, {@code soak}'s adapters and what {@code speed} prints with.
 */
package org.radiologygpt.model.bench.gpu;
