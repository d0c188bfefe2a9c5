/**
 * The domain: a radiology report, its sections, status and version, and the identifiers known about the people in it.
 *
 * <p>Ground floor. Records without a library: imports the JDK only and must never know HL7, FHIR, Kafka, Camel or a
 * model. Text absent from a message is the empty string; an absent date or time is an empty {@link java.util.Optional}.
 */
package org.radiologygpt.report;
