package org.radiologygpt.fhir;

import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Provenance.ProvenanceEntityRole;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.radiologygpt.draft.ReviewGiven;
import org.radiologygpt.draft.Reviewer;

/**
 * A review as one transaction: the task ended, where the EHR has not ended it itself, and a Provenance whose verifier is
 * the radiologist. The draft's words and status stay as they are. Written again it changes nothing.
 */
public final class DraftReview {
    private final DraftSettings settings;
    private final DraftWithdrawal tasks;
    private final Clock clock;

    public DraftReview(DraftSettings settings, Clock clock) {
        this.settings = settings;
        this.tasks = new DraftWithdrawal(settings, clock);
        this.clock = clock;
    }

    /**
     * The transaction.
     *
     * @param cause name of the record that brought the review; no content of a message
     */
    public Bundle of(DraftResources resources, ReviewGiven given, String cause) {
        Bundle bundle =
                tasks.reviewed(resources, given.review()).orElseGet(() -> new Bundle().setType(BundleType.TRANSACTION));
        DraftCarrier carrier = resources.carrier();
        Meta meta = carrier.resource().getMeta();
        Device engine = DraftDevices.engine(settings);
        String engineId = engine.getIdentifierFirstRep().getValue();
        Reference assembler = new Reference(FhirUris.urn("engine|" + engineId));
        Conditional.create(
                bundle, assembler.getReference(), engine, FhirUris.token("identifier", FhirUris.ENGINE, engineId));
        String id = carrier.reference();
        String key = "review|" + id + "|" + given.draft() + "|" + given.review().code();
        Provenance provenance = provenance(given, cause);
        provenance.getMeta().addTag().setSystem(FhirUris.PROVENANCE_TAG).setCode(FhirUris.uuid(key));
        meta.getSecurity().forEach(label -> provenance.getMeta().addSecurity(label.copy()));
        provenance.addTarget(new Reference(id));
        agent(provenance, "verifier", "Verifier", verifier(given.by(), resources));
        agent(provenance, "assembler", "Assembler", assembler);
        Conditional.create(
                bundle,
                FhirUris.urn(key),
                provenance,
                FhirUris.token("_tag", FhirUris.PROVENANCE_TAG, FhirUris.uuid(key)));
        if (settings.audit()) {
            Conditional.create(
                    bundle,
                    FhirUris.urn("audit|" + key),
                    new DraftAudit(Date.from(clock.instant()), assembler)
                            .reviewed(carrier.subject(), meta, key, new Reference(id)),
                    FhirUris.token("_tag", FhirUris.AUDIT_TAG, DraftAudit.tag(key)));
        }
        return bundle;
    }

    private Provenance provenance(ReviewGiven given, String cause) {
        Provenance provenance = new Provenance();
        given.when().ifPresent(when -> provenance.setOccurred(Times.dateTime(when)));
        provenance.setRecordedElement(Times.instant(Instant.now(clock)));
        provenance.setActivity(Concepts.of(FhirUris.REVIEW, given.review().code(), null));
        Identifier record = new Identifier().setSystem(FhirUris.ORIGIN_TAG).setValue(cause);
        provenance
                .addEntity()
                .setRole(ProvenanceEntityRole.SOURCE)
                .setWhat(new Reference().setIdentifier(record).setDisplay("Record that brought the review"));
        return provenance;
    }

    /** Who the review names, else to whom the task was given, else a person nobody named. */
    private static Reference verifier(Reviewer by, DraftResources resources) {
        if (!by.equals(Reviewer.unnamed())) {
            return reference(by);
        }
        return resources
                .task()
                .filter(Task::hasOwner)
                .map(task -> task.getOwner().copy())
                .orElseGet(() -> new Reference().setType("Practitioner").setDisplay("Reviewer not named"));
    }

    private static Reference reference(Reviewer by) {
        Reference reference = new Reference();
        if (!by.reference().isBlank()) {
            reference.setReference(by.reference());
        }
        if (!by.value().isBlank()) {
            reference.setIdentifier(ReportReferences.identifier("", by.system(), by.value()));
        }
        if (!by.name().isBlank()) {
            reference.setDisplay(by.name());
        }
        return reference;
    }

    private static void agent(Provenance provenance, String code, String display, Reference who) {
        provenance
                .addAgent()
                .setType(Concepts.of(FhirUris.PARTICIPANT_TYPE, code, display))
                .setWho(who.copy());
    }
}
