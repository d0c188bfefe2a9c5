/**
 * FHIR R4 at both ends: a DiagnosticReport becomes a report; a report and its draft become a transaction Bundle that a
 * {@link org.radiologygpt.fhir.FhirStore} writes once.
 *
 * <p>May import {@code report}, {@code draft} and {@code markup}. Must never know Kafka, Camel, HL7 v2 or a model. No message of a HAPI
 * exception leaves this package: it may quote the resource.
 */
package org.radiologygpt.fhir;
