/**
 * HL7 v2: bytes into messages, ORU^R01 messages into reports.
 *
 * <p>Parses segments with HAPI HL7v2's generic model, walks them in file order, and reads the text of OBX-5 and NTE-3
 * from the raw field so that none is lost. May import {@code report}, HAPI HL7v2 and Jackson (profiles as YAML). Must
 * never know FHIR, a transport or a model; puts no content of a message into logs, exceptions or rejects.
 */
package org.radiologygpt.hl7v2;
