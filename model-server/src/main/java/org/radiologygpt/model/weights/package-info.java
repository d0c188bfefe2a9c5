/**
 * Model directories in Hugging Face layout: {@code config.json}, safetensors (one file or sharded), memory-mapped and
 * never copied to the heap.
 *
 * <p>May import the JDK, Jackson and SLF4J. Must never know an inference engine, a prompt or a hospital.
 */
package org.radiologygpt.model.weights;
