package org.radiologygpt.draft;

/**
 * Who reviewed a draft, as far as the message says; each part may be empty.
 *
 * @param reference reference at the hospital's FHIR server, as {@code Practitioner/7}
 * @param system system of the identifier
 * @param value identifier, as a staff number
 * @param name words for a person
 */
public record Reviewer(String reference, String system, String value, String name) {
    /** A message that does not say. */
    public static Reviewer unnamed() {
        return new Reviewer("", "", "", "");
    }
}
