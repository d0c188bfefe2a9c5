/**
 * Commands that hold the model server beside llama.cpp (through the binding {@code de.kherud:llama}). Nothing here is
 * shipped, and no test asserts a time.
 *
 * <p>May import its own rooms below. {@code gguf} makes the models, {@code speed} measures.
 */
package org.radiologygpt.model.bench;
