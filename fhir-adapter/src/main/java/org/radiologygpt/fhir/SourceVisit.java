package org.radiologygpt.fhir;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.radiologygpt.report.Participant.Role;
import org.radiologygpt.report.Visit;

/** The visit of a report (PV1 to Encounter of the v2-to-FHIR guide). */
final class SourceVisit {
    private static final String ACT_CODE = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
    private static final String PATIENT_CLASS = "http://terminology.hl7.org/CodeSystem/v2-0004";
    private static final String PARTICIPATION = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";
    private static final String NULL_FLAVOR = "http://terminology.hl7.org/CodeSystem/v3-NullFlavor";
    /** Codes of table 0004 that v3 has no counterpart of. */
    private static final Set<String> OTHER_CLASSES = Set.of("R", "B", "C", "N", "U");

    /** How the guide names the roles of PV1-7, 8, 9 and 17. */
    static final Map<Role, String> ROLES =
            Map.of(Role.ATTENDING, "ATND", Role.REFERRING, "REF", Role.CONSULTING, "CON", Role.ADMITTING, "ADM");

    private SourceVisit() {}

    static Encounter of(Visit visit, Optional<Reference> subject, People people) {
        Encounter encounter = new Encounter();
        visit.numbers().forEach(number -> encounter.addIdentifier(Identifiers.of(number)));
        encounter.setStatus(status(visit)).setClass_(patientClass(visit.patientClass()));
        subject.ifPresent(encounter::setSubject);
        Period period = Times.period(visit.start(), visit.end());
        if (!period.isEmpty()) {
            encounter.setPeriod(period);
        }
        String service = FhirText.string(visit.service());
        if (service != null) {
            encounter.setServiceType(Concepts.text(service));
        }
        String location = FhirText.string(visit.location());
        if (location != null) {
            encounter.addLocation().setLocation(new Reference().setDisplay(location));
        }
        for (Role role : Role.values()) {
            if (ROLES.containsKey(role)) {
                people.in(role).forEach(person -> encounter
                        .addParticipant()
                        .setIndividual(person)
                        .addType(Concepts.of(PARTICIPATION, ROLES.get(role), null)));
            }
        }
        return encounter;
    }

    static Coding patientClass(String code) {
        Optional<String> known = V2Table.PATIENT_CLASS.fhir(code);
        if (known.isPresent()) {
            return new Coding(ACT_CODE, known.get(), null);
        }
        return OTHER_CLASSES.contains(code)
                ? new Coding(PATIENT_CLASS, code, null)
                : new Coding(NULL_FLAVOR, "UNK", FhirText.string(code));
    }

    private static EncounterStatus status(Visit visit) {
        if (!visit.end().isEmpty()) {
            return EncounterStatus.FINISHED;
        }
        return switch (visit.patientClass()) {
            case "P" -> EncounterStatus.PLANNED;
            case "E", "I", "O", "R", "B", "C", "N" -> EncounterStatus.INPROGRESS;
            default -> EncounterStatus.UNKNOWN;
        };
    }
}
