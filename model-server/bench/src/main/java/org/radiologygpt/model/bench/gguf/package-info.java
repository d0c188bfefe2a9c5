/**
 * One random LLaMA in two forms: a Hugging Face directory, and the GGUF file that llama.cpp reads. The second is made of
 * the first, so that both hold the same weights.
 *
 * <p>May import {@code weights} of the model server. Must never know an engine or a measurement.
 */
package org.radiologygpt.model.bench.gguf;
