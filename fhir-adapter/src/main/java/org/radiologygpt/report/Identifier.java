package org.radiologygpt.report;

/**
 * A business identifier (HL7 CX or EI, FHIR Identifier); an absent part is the empty string.
 *
 * @param system assigning authority or URI
 * @param value the identifier itself
 * @param type code of HL7 table 0203, as {@code MR} or {@code ACSN}
 */
public record Identifier(String system, String value, String type) {}
