/**
 * The rules that forbid drafting: the kill switch and the opt-outs, kept in a compacted topic that every engine reads.
 *
 * <p>May import {@code report} and {@code draft} of {@code fhir-adapter}, Jackson and the Kafka client. Must
 * never know Camel, FHIR, HTTP or a model. A rule names systems, codes and staff numbers; never a patient.
 */
package org.radiologygpt.routes.control;
