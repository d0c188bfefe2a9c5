package org.radiologygpt.fhir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Reference;
import org.radiologygpt.report.Participant;
import org.radiologygpt.report.Participant.Role;
import org.radiologygpt.report.PersonName;
import org.radiologygpt.report.RadiologyReport;

/**
 * The people of a report as Practitioners: one for each identifier, or for each name where a message gives no identifier.
 * A name alone identifies nobody outside its report.
 */
final class People {

    /** A person in a role. */
    record Person(Role role, Reference reference) {}

    private final String source;
    private final BundleEntries entries;
    private final Map<Object, Reference> known = new HashMap<>();
    private final List<Person> people = new ArrayList<>();

    People(RadiologyReport report, BundleEntries entries) {
        this.source = report.key().source();
        this.entries = entries;
        for (Participant participant : report.details().participants()) {
            Reference reference = known.computeIfAbsent(identity(participant), key -> practitioner(participant));
            people.add(new Person(participant.role(), reference));
        }
        PersonName reader = report.order().reader();
        if (people.isEmpty() && !reader.isBlank()) {
            people.add(new Person(Role.INTERPRETER, new Reference().setDisplay(HumanNames.display(reader))));
        }
    }

    Optional<Reference> first(Role role) {
        return in(role).stream().findFirst();
    }

    List<Reference> in(Role role) {
        return people.stream()
                .filter(person -> person.role() == role)
                .map(person -> copy(person.reference()))
                .toList();
    }

    private static Reference copy(Reference reference) {
        return new Reference(reference.getReference()).setDisplay(reference.getDisplay());
    }

    private static Object identity(Participant participant) {
        return participant.id().value().isBlank()
                ? participant.name()
                : List.of(participant.id().system(), participant.id().value());
    }

    private Reference practitioner(Participant participant) {
        Practitioner practitioner = new Practitioner();
        Identifier identity;
        if (participant.id().value().isBlank()) {
            identity = entries.own("person-" + (known.size() + 1));
        } else {
            identity = Identifiers.of(participant.id(), source);
        }
        practitioner.addIdentifier(identity);
        Reference display = new Reference();
        if (!participant.name().isBlank()) {
            practitioner.addName(HumanNames.of(participant.name()));
            display.setDisplay(FhirText.string(HumanNames.display(participant.name())));
        }
        return display.setReference(entries.createOnce(practitioner, identity).getReference());
    }
}
