package org.radiologygpt.fhir;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.radiologygpt.draft.Draft;
import org.radiologygpt.fhir.DraftObservations.Part;
import org.radiologygpt.report.RadiologyReport;

/**
 * A draft as one FHIR R4 transaction: the draft as a DiagnosticReport or a DocumentReference, the Devices of model and
 * engine, the Provenance and the Task of the reviewer; where a site wants them, Observations, an AuditEvent and the
 * model's card. Every entry is a conditional create, so a replay changes nothing; the source report is referred to and
 * never touched. The same report, draft and time give the same Bundle.
 */
public final class DraftBundle {
    private final DraftSettings settings;
    private final Clock clock;

    public DraftBundle(DraftSettings settings, Clock clock) {
        this.settings = Objects.requireNonNull(settings, "settings");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /**
     * The transaction that stores a draft.
     *
     * @throws IllegalArgumentException where the draft was made for another report
     */
    public Bundle of(RadiologyReport report, Draft draft) {
        if (!draft.key().equals(report.key()) || !draft.reportVersion().equals(report.version())) {
            throw new IllegalArgumentException("draft: made for another report or version");
        }
        String key = draft.idempotencyKey();
        Date now = Date.from(clock.instant());
        Bundle bundle = new Bundle().setType(BundleType.TRANSACTION);
        Optional<Reference> card = card(bundle);
        Reference author = device(bundle, "model", FhirUris.MODEL, DraftDevices.model(draft.model(), card));
        Reference assembler = device(bundle, "engine", FhirUris.ENGINE, DraftDevices.engine(settings));
        Reference focus = named("draft", FhirUris.DRAFT, key);
        List<Reference> written = new ArrayList<>(List.of(focus));
        DomainResource stored = carrier(report, draft, now, author);
        if (settings.content().observations()) {
            written.add(impression(bundle, new DraftObservations(settings, report, draft, author), stored));
        }
        Conditional.create(bundle, focus.getReference(), stored, FhirUris.token("identifier", FhirUris.DRAFT, key));
        Provenance provenance = new DraftProvenance(now, written, author, assembler, card).of(report, draft);
        Conditional.create(
                bundle,
                FhirUris.urn("provenance|" + key),
                provenance,
                FhirUris.token("_tag", FhirUris.PROVENANCE_TAG, DraftProvenance.tag(key)));
        if (settings.audit()) {
            String event = "written|" + key;
            Conditional.create(
                    bundle,
                    FhirUris.urn(event),
                    new DraftAudit(now, assembler).written(report, event, focus),
                    FhirUris.token("_tag", FhirUris.AUDIT_TAG, DraftAudit.tag(event)));
        }
        Task task = new ReviewTask(settings, now, focus, assembler).of(report, draft);
        Conditional.create(bundle, FhirUris.urn("task|" + key), task, FhirUris.token("identifier", FhirUris.TASK, key));
        return bundle;
    }

    /**
     * The transaction that stores a draft and the record it was drafted from, so that the same record sent again is told
     * from the same report sent again.
     *
     * @param origin name of the record, as {@code radiology.oru-0-17}; no content of a message
     * @throws IllegalArgumentException where the draft was made for another report
     */
    public Bundle of(RadiologyReport report, Draft draft, String origin) {
        Bundle bundle = of(report, draft);
        bundle.getEntry().stream()
                .flatMap(entry -> DraftCarrier.of(entry.getResource()).stream())
                .forEach(stored -> stored.resource()
                        .getMeta()
                        .addTag()
                        .setSystem(FhirUris.ORIGIN_TAG)
                        .setCode(origin));
        return bundle;
    }

    private DomainResource carrier(RadiologyReport report, Draft draft, Date now, Reference author) {
        return switch (settings.content().form()) {
            case DIAGNOSTIC_REPORT -> new DraftReport(settings, now).of(report, draft);
            case DOCUMENT_REFERENCE -> new DraftDocument(settings, now, author).of(report, draft);
        };
    }

    private Optional<Reference> card(Bundle bundle) {
        return settings.content().modelCard().map(card -> {
            Reference reference = named("model-card", FhirUris.MODEL_CARD, card.toString());
            Conditional.create(
                    bundle,
                    reference.getReference(),
                    ModelCard.of(card),
                    FhirUris.token("identifier", FhirUris.MODEL_CARD, card.toString()));
            return reference;
        });
    }

    private static Reference device(Bundle bundle, String kind, String system, Device device) {
        String value = device.getIdentifierFirstRep().getValue();
        Reference reference = named(kind, system, value);
        Conditional.create(bundle, reference.getReference(), device, FhirUris.token("identifier", system, value));
        return reference;
    }

    /** Adds the Observations and ties the draft to its impression. */
    private static Reference impression(Bundle bundle, DraftObservations observations, DomainResource draft) {
        List<Part> parts = observations.all();
        parts.forEach(part -> Conditional.create(
                bundle,
                part.reference().getReference(),
                part.observation(),
                DraftObservations.condition(part.observation())));
        Reference impression = parts.get(parts.size() - 1).reference();
        if (draft instanceof DiagnosticReport report) {
            report.addResult(impression.copy());
        } else if (draft instanceof DocumentReference document) {
            document.getContext().addRelated(impression.copy());
        }
        return impression;
    }

    /** A reference within the Bundle that also says by itself what it names: one query for a Provenance is then enough. */
    private static Reference named(String kind, String system, String value) {
        Identifier identifier = new Identifier().setSystem(system).setValue(value);
        return new Reference(FhirUris.urn(kind + "|" + value)).setIdentifier(identifier);
    }
}
