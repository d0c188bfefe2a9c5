package org.radiologygpt.report;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The patient of a report (PID, FHIR Patient).
 *
 * @param identifiers PID-3, all repetitions
 * @param names PID-5 and PID-9
 * @param birthDate PID-7
 * @param sex administrative gender as FHIR codes it ({@code male}, {@code female}, {@code other}, {@code unknown}), or empty
 * @param reference FHIR reference where the report came as FHIR, as {@code Patient/12}; else empty
 */
public record Patient(
        List<Identifier> identifiers,
        List<PersonName> names,
        Optional<LocalDate> birthDate,
        String sex,
        String reference) {
    public Patient {
        identifiers = List.copyOf(identifiers);
        names = List.copyOf(names);
    }

    /** A patient of whom nothing is known. */
    public static Patient unknown() {
        return new Patient(List.of(), List.of(), Optional.empty(), "", "");
    }
}
