/**
 * Pairs of findings and impression, as trained on and evaluated: the record and its JSON-lines file.
 *
 * <p>May import the JSON library and, for reading hospital reports, the report and de-identification rooms. Must never
 * know how a model is trained, nor put the text of a report into a message or a log line.
 */
package org.radiologygpt.trainer.corpus;
