/**
 * Where pairs come from: files of HL7 v2 and FHIR reports, lines of the training topic, Open-i's XML. What leaves this room
 * has no identifiers.
 *
 * <p>May import {@code curate}, {@code corpus}, the JSON library, and of {@code fhir-adapter} the readers and
 * de-identification: the same that the routes use. Must never know a model, nor put a report's text into a message or a log
 * line.
 */
package org.radiologygpt.trainer.gather;
