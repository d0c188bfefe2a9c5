package org.radiologygpt.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.radiologygpt.draft.Draft;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.SectionKind;

/**
 * The drafted impression as an Observation, derived from the findings as they were when it was drafted. The findings are
 * the report's own words and bear no label of AI; both live and end with the draft.
 */
final class DraftObservations {
    private static final String IMPRESSION = "impression";
    private static final Set<ObservationStatus> ENDED =
            Set.of(ObservationStatus.CANCELLED, ObservationStatus.ENTEREDINERROR);

    private final DraftSettings settings;
    private final RadiologyReport report;
    private final Draft draft;
    private final Reference model;

    /**
     * Observations of one draft.
     *
     * @param model the Device that drafted
     */
    DraftObservations(DraftSettings settings, RadiologyReport report, Draft draft, Reference model) {
        this.settings = settings;
        this.report = report;
        this.draft = draft;
        this.model = model;
    }

    /**
     * One Observation.
     *
     * @param reference to it within the Bundle, and by its identifier
     */
    record Part(Reference reference, Observation observation) {}

    /** Findings, and the impression last. */
    List<Part> all() {
        List<Part> all = new ArrayList<>();
        List<String> pieces =
                report.text(SectionKind.FINDINGS).map(FhirText::pieces).orElse(List.of());
        for (int i = 0; i < pieces.size(); i++) {
            String value = FhirText.string(pieces.get(i));
            if (value != null) {
                String part = "findings-" + (i + 1);
                all.add(new Part(reference(part), findings(part, value)));
            }
        }
        Observation impression = observation(IMPRESSION, SectionKind.IMPRESSION, settings.shown(draft.impression()));
        impression.getMeta().getSecurity().add(0, Concepts.artificialIntelligenceAsserted());
        impression.setDevice(model.copy());
        all.forEach(findings -> impression.addDerivedFrom(findings.reference().copy()));
        all.add(new Part(reference(IMPRESSION), impression));
        return all;
    }

    static boolean isOpen(Observation observation) {
        return !ENDED.contains(observation.getStatus());
    }

    /** The same taken back, with the reason. */
    static Observation ended(Observation observation, boolean inError, CodeableConcept why) {
        Observation ended = observation.copy();
        ended.setStatus(inError ? ObservationStatus.ENTEREDINERROR : ObservationStatus.CANCELLED);
        ended.addExtension(FhirUris.STATUS_REASON, why.copy());
        return ended;
    }

    /** The search that finds it, as a condition. */
    static String condition(Observation observation) {
        return FhirUris.token(
                "identifier",
                FhirUris.DRAFT_OBSERVATION,
                observation.getIdentifierFirstRep().getValue());
    }

    private Observation findings(String part, String text) {
        Observation observation = observation(part, SectionKind.FINDINGS, text);
        observation.getMeta().setSource(SourceReport.source(report));
        return observation;
    }

    private Observation observation(String part, SectionKind kind, String text) {
        Observation observation = new Observation();
        report.securityLabels().forEach(label -> observation.getMeta().addSecurity(Concepts.securityLabel(label)));
        observation.addIdentifier(reference(part).getIdentifier());
        observation.addIdentifier(new Identifier().setSystem(FhirUris.DRAFT).setValue(draft.idempotencyKey()));
        observation.setStatus(ObservationStatus.PRELIMINARY);
        observation.addCategory(Concepts.of(FhirUris.OBSERVATION_CATEGORY, "imaging", "Imaging"));
        observation.setCode(SectionCode.concept(kind));
        observation.setSubject(ReportReferences.subject(report.patient()).orElseGet(DraftReport::unknownSubject));
        ReportReferences.encounter(report).ifPresent(observation::setEncounter);
        report.order().effective().map(Times::dateTime).ifPresent(observation::setEffective);
        ReportReferences.orders(report).forEach(observation::addBasedOn);
        observation.setValue(new StringType(text));
        return observation;
    }

    private Reference reference(String part) {
        String value = draft.idempotencyKey() + "|" + part;
        Identifier identifier =
                new Identifier().setSystem(FhirUris.DRAFT_OBSERVATION).setValue(value);
        return new Reference(FhirUris.urn("observation|" + value)).setIdentifier(identifier);
    }
}
