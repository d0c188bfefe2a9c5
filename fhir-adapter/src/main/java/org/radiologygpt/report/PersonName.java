package org.radiologygpt.report;

/**
 * A person's name as HL7 XPN and XCN and FHIR HumanName carry it; an absent part is the empty string.
 *
 * @param family family name
 * @param given first given name
 * @param middle further given names or initials, separated by a blank
 * @param prefix as {@code Dr}
 * @param suffix as {@code Jr} or {@code MD}
 */
public record PersonName(String family, String given, String middle, String prefix, String suffix) {

    /** A name of family and given name only. */
    public static PersonName of(String family, String given) {
        return new PersonName(family, given, "", "", "");
    }

    /** True where nothing is known. */
    public boolean isBlank() {
        return family.isBlank() && given.isBlank() && middle.isBlank();
    }
}
