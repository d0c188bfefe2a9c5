/**
 * HL7 v2: bytes into messages, ORU^R01 and MDM messages into reports.
 *
 * <p>Walks segments in file order, whatever group they stand in, and reads the text of OBX-5 and NTE-3 from the raw field;
 * every character of it is accounted for, counted apart from the code that places it. Structured fields are cut out of
 * their segment when they are asked for. May import {@code report}, {@code markup} and Jackson (profiles as YAML). Must
 * never know FHIR, a transport or a model; puts no content of a message into logs, exceptions or rejects.
 */
package org.radiologygpt.hl7v2;
