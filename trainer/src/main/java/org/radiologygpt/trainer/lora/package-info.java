/**
 * A trainable LLaMA on DJL's PyTorch engine: LoRA adapters (Hu et al. 2021, PEFT's file format) and training of all
 * weights, with AdamW, gradient accumulation, checkpoints and resume.
 *
 * <p>May import {@code corpus}, {@code tokenize}, {@code model.weights}, {@code model.prompt} and DJL. Must never know
 * hospital messages, nor put a report's text into a message or a log line.
 */
package org.radiologygpt.trainer.lora;
