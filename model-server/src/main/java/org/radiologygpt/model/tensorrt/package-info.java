/**
 * What a machine has for NVIDIA TensorRT: driver, GPUs, libraries. Every missing thing is told in one sentence, and
 * nothing that is asked here can end the JVM.
 *
 * <p>May import the JDK and the CUDA bindings. Must never know of language models, and must never call into a native
 * library whose file was not looked at before: a missing symbol ends the process.
 */
package org.radiologygpt.model.tensorrt;
