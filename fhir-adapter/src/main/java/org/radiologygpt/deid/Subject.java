package org.radiologygpt.deid;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.radiologygpt.report.Identifier;
import org.radiologygpt.report.Patient;
import org.radiologygpt.report.PersonName;
import org.radiologygpt.report.RadiologyReport;

/**
 * Whose report it is: one subject has one shift of dates and one set of surrogates under one key.
 *
 * @param id what names the patient in every message of the hospital
 * @param sex as FHIR codes it, or empty
 * @param names of the patient
 */
public record Subject(String id, String sex, List<PersonName> names) {
    public Subject {
        names = List.copyOf(names);
    }

    /** A subject of whom nothing but the id is known. */
    public static Subject of(String id) {
        return new Subject(id, "", List.of());
    }

    /** A subject of whom nothing but a number is known, in any spelling; empty where it has no letter and no digit. */
    public static Optional<Subject> numbered(String number) {
        return Optional.of(Folding.compact(number))
                .filter(compact -> !compact.isEmpty())
                .map(Subject::of);
    }

    /** The patient of a report: by medical record number, else by any number; a report of nobody is its own subject. */
    public static Subject of(RadiologyReport report) {
        Patient patient = report.patient();
        String id = patient.identifiers().stream()
                .filter(identifier -> !identifier.value().isBlank())
                .min(Comparator.comparingInt(identifier -> identifier.type().equals("MR") ? 0 : 1))
                .map(Identifier::value)
                .map(Folding::compact)
                .orElse("report " + report.key());
        return new Subject(id, patient.sex(), patient.names());
    }

    /** Nothing: it is PHI. */
    @Override
    public String toString() {
        return "Subject";
    }
}
