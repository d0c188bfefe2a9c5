package org.radiologygpt.report;

/**
 * One coding of a concept (one triplet of HL7 CWE, one FHIR Coding); an absent part is the empty string.
 *
 * @param system coding system, as the sender names it
 * @param code code
 * @param display text
 */
public record Coding(String system, String code, String display) {}
