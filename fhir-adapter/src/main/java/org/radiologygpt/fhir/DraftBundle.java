package org.radiologygpt.fhir;

import java.time.Clock;
import java.util.Date;
import java.util.Objects;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.radiologygpt.draft.Draft;
import org.radiologygpt.report.RadiologyReport;

/**
 * A draft as one FHIR R4 transaction: the draft DiagnosticReport, the Devices of model and engine, the Provenance and
 * the Task of the reviewer. Every entry is a conditional create, so a replay changes nothing; the source report is
 * referred to and never touched. The same report, draft and time give the same Bundle.
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
        DiagnosticReport stored = new DraftReport(settings, now).of(report, draft);
        Device model = DraftDevices.model(draft.model());
        Device engine = DraftDevices.engine(settings);
        Reference focus = named("draft", FhirUris.DRAFT, key);
        Reference author = named("model", FhirUris.MODEL, identifierOf(model));
        Reference assembler = named("engine", FhirUris.ENGINE, identifierOf(engine));
        Provenance provenance = new DraftProvenance(now, focus, author, assembler).of(report, draft);
        Task task = new ReviewTask(settings, now, focus, assembler).of(report, draft);

        Bundle bundle = new Bundle().setType(BundleType.TRANSACTION);
        create(bundle, author.getReference(), model, FhirUris.token("identifier", FhirUris.MODEL, identifierOf(model)));
        create(
                bundle,
                assembler.getReference(),
                engine,
                FhirUris.token("identifier", FhirUris.ENGINE, identifierOf(engine)));
        create(bundle, focus.getReference(), stored, FhirUris.token("identifier", FhirUris.DRAFT, key));
        create(
                bundle,
                FhirUris.urn("provenance|" + key),
                provenance,
                FhirUris.token("_tag", FhirUris.PROVENANCE_TAG, DraftProvenance.tag(key)));
        if (settings.audit()) {
            String event = "written|" + key;
            create(
                    bundle,
                    FhirUris.urn(event),
                    new DraftAudit(now, assembler).written(report, event, focus),
                    FhirUris.token("_tag", FhirUris.AUDIT_TAG, DraftAudit.tag(event)));
        }
        create(bundle, FhirUris.urn("task|" + key), task, FhirUris.token("identifier", FhirUris.TASK, key));
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
                .map(Bundle.BundleEntryComponent::getResource)
                .filter(DiagnosticReport.class::isInstance)
                .forEach(stored ->
                        stored.getMeta().addTag().setSystem(FhirUris.ORIGIN_TAG).setCode(origin));
        return bundle;
    }

    /** A reference within the Bundle that also says by itself what it names: one query for a Provenance is then enough. */
    private static Reference named(String kind, String system, String value) {
        Identifier identifier = new Identifier().setSystem(system).setValue(value);
        return new Reference(FhirUris.urn(kind + "|" + value)).setIdentifier(identifier);
    }

    private static String identifierOf(Device device) {
        return device.getIdentifierFirstRep().getValue();
    }

    private static void create(Bundle bundle, String fullUrl, Resource resource, String ifNoneExist) {
        bundle.addEntry()
                .setFullUrl(fullUrl)
                .setResource(resource)
                .getRequest()
                .setMethod(HTTPVerb.POST)
                .setUrl(resource.fhirType())
                .setIfNoneExist(ifNoneExist);
    }
}
