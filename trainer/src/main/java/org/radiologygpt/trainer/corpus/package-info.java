/**
 * Pairs of findings and impression, as trained on and evaluated: the record, its JSON-lines file, and the proof that no
 * identifier is in such a file.
 *
 * <p>May import the JSON library. Must never know how pairs are gathered nor how a model is trained, nor put the text of a
 * report into a message or a log line.
 */
package org.radiologygpt.trainer.corpus;
