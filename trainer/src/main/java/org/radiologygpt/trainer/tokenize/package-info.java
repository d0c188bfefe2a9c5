/**
 * Learns a byte-level BPE tokenizer from reports and writes it as Hugging Face's {@code tokenizer.json}.
 *
 * <p>May import the JDK and Jackson. Must never know a network, a prompt or where the texts came from.
 */
package org.radiologygpt.trainer.tokenize;
