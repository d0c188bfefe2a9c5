/**
 * The decoder's device on TensorRT: memory and copies by CUDA, the graph built into a plan, steps replayed from CUDA graphs.
 *
 * <p>Stands above {@code gpu}, which knows no driver, and {@code tensorrt}, which knows no language model, and may import both,
 * {@code decode} and {@code weights}. Must never touch a binding itself, nor know text or HTTP.
 */
package org.radiologygpt.model.gpu.tensorrt;
