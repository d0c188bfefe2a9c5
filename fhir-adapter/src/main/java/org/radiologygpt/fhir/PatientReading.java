package org.radiologygpt.fhir;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.radiologygpt.report.Identifier;
import org.radiologygpt.report.PersonName;

/** The patient of a received report: the resource where the message carries it, and what the reference alone says. */
final class PatientReading {
    private final ReceivedReport received;
    private final Reference subject;

    PatientReading(ReceivedReport received) {
        this.received = received;
        this.subject = received.report().getSubject();
    }

    org.radiologygpt.report.Patient patient() {
        Optional<Patient> resource = received.resolve(subject, Patient.class);
        return new org.radiologygpt.report.Patient(
                identifiers(resource),
                names(resource),
                resource.filter(patient -> patient.getBirthDateElement().getValueAsString() != null)
                        .flatMap(patient -> day(patient.getBirthDateElement().getValueAsString())),
                resource.filter(Patient::hasGender)
                        .map(patient -> patient.getGender().toCode())
                        .orElse(""),
                serverReference(subject, "Patient"));
    }

    private List<Identifier> identifiers(Optional<Patient> resource) {
        Stream<org.hl7.fhir.r4.model.Identifier> all = Stream.concat(
                resource.stream().flatMap(patient -> patient.getIdentifier().stream()),
                subject.hasIdentifier() ? Stream.of(subject.getIdentifier()) : Stream.empty());
        return all.filter(org.hl7.fhir.r4.model.Identifier::hasValue)
                .map(OrderReading::identifier)
                .distinct()
                .toList();
    }

    private List<PersonName> names(Optional<Patient> resource) {
        Stream<PersonName> display =
                subject.hasDisplay() ? Stream.of(PersonNames.parse(subject.getDisplay())) : Stream.empty();
        return resource.filter(Patient::hasName)
                .map(patient -> patient.getName().stream().map(PersonNames::of))
                .orElse(display)
                .filter(name -> !name.isBlank())
                .toList();
    }

    private static Optional<LocalDate> day(String date) {
        return date.length() < 10 ? Optional.empty() : Optional.of(LocalDate.parse(date.substring(0, 10)));
    }

    /** A reference that means something at a server: neither contained nor local to its Bundle. */
    static String serverReference(Reference reference, String type) {
        String literal = Objects.requireNonNullElse(reference.getReference(), "");
        return literal.matches("(https?://\\S+/)?" + type + "/[A-Za-z0-9.-]{1,64}(/_history/\\S+)?")
                ? literal.replaceFirst("/_history/.*$", "")
                : "";
    }
}
