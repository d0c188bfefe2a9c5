package org.radiologygpt.fhir;

import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Provenance.ProvenanceEntityRole;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.radiologygpt.draft.CancelReason;
import org.radiologygpt.draft.Review;

/**
 * A draft taken back, or its task ended, as one transaction: only what is unchanged since it was read (If-Match), only a
 * draft that is still open, and with a Provenance that says why.
 */
public final class DraftWithdrawal {
    private static final Set<TaskStatus> ENDED =
            Set.of(TaskStatus.COMPLETED, TaskStatus.CANCELLED, TaskStatus.REJECTED, TaskStatus.ENTEREDINERROR);

    private final DraftSettings settings;
    private final Clock clock;

    public DraftWithdrawal(DraftSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * The transaction that takes a draft back.
     *
     * @param cause name of the record that led to it, as {@code radiology.oru-0-17}; no content of a message
     * @return empty where the draft is not open: it was taken back before, or a person made something of it
     */
    public Optional<Bundle> of(DraftResources resources, CancelReason reason, String cause) {
        Bundle bundle = new Bundle().setType(BundleType.TRANSACTION);
        DraftCarrier carrier = DraftCarrier.of(resources.draft().copy()).orElseThrow();
        if (!carrier.isOpen()) {
            return carrier.takenBackFor().filter(why -> isHalf(resources)).map(why -> {
                end(bundle, resources, carrier, why, cause);
                return bundle;
            });
        }
        CodeableConcept why = carrier.takeBack(reason);
        Conditional.replace(bundle, carrier.resource());
        end(bundle, resources, carrier, why, cause);
        return Optional.of(bundle);
    }

    /** Something of a draft that was taken back has not ended: single calls can break off between any two. */
    private static boolean isHalf(DraftResources resources) {
        return task(resources).isPresent()
                || resources.task().isEmpty()
                || resources.observations().stream().anyMatch(DraftObservations::isOpen);
    }

    private void end(Bundle bundle, DraftResources resources, DraftCarrier carrier, CodeableConcept why, String cause) {
        boolean wrong =
                CancelReason.MERGED.code().equals(why.getCodingFirstRep().getCode());
        resources.observations().stream()
                .filter(DraftObservations::isOpen)
                .forEach(observation -> Conditional.replace(bundle, DraftObservations.ended(observation, wrong, why)));
        task(resources)
                .ifPresent(task -> Conditional.replace(
                        bundle,
                        task.setStatus(wrong ? TaskStatus.ENTEREDINERROR : TaskStatus.CANCELLED)
                                .setStatusReason(why.copy())));
        explain(bundle, carrier, why, cause);
    }

    /** The transaction that ends the task of a reviewed draft; empty where it has ended. */
    public Optional<Bundle> reviewed(DraftResources resources, Review review) {
        return task(resources).map(task -> {
            Bundle bundle = new Bundle().setType(BundleType.TRANSACTION);
            CodeableConcept outcome = Concepts.of(FhirUris.REVIEW, review.code(), null);
            Conditional.replace(bundle, task.setStatus(TaskStatus.COMPLETED).setBusinessStatus(outcome));
            return bundle;
        });
    }

    private static Optional<Task> task(DraftResources resources) {
        return resources
                .task()
                .filter(task -> !ENDED.contains(task.getStatus()))
                .map(Task::copy);
    }

    private void explain(Bundle bundle, DraftCarrier carrier, CodeableConcept why, String cause) {
        Device engine = DraftDevices.engine(settings);
        String engineId = engine.getIdentifierFirstRep().getValue();
        Reference assembler = new Reference(FhirUris.urn("engine|" + engineId));
        Conditional.create(
                bundle, assembler.getReference(), engine, FhirUris.token("identifier", FhirUris.ENGINE, engineId));
        DomainResource draft = carrier.resource();
        String key = "withdrawal|" + draft.getIdElement().getIdPart() + "|" + carrier.key();
        Provenance provenance = new Provenance();
        provenance.getMeta().addTag().setSystem(FhirUris.PROVENANCE_TAG).setCode(FhirUris.uuid(key));
        draft.getMeta().getSecurity().forEach(label -> provenance.getMeta().addSecurity(label.copy()));
        provenance.addTarget(new Reference(carrier.reference()));
        provenance.setRecordedElement(Times.instant(Instant.now(clock)));
        provenance.addReason(why.copy());
        provenance.setActivity(Concepts.of(FhirUris.DATA_OPERATION, "NULLIFY", "nullify"));
        provenance
                .addAgent()
                .setType(Concepts.of(FhirUris.PARTICIPANT_TYPE, "assembler", "Assembler"))
                .setWho(assembler.copy());
        provenance.addEntity().setRole(ProvenanceEntityRole.SOURCE).setWhat(record(cause));
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
                            .takenBack(carrier, key, provenance.getTargetFirstRep()),
                    FhirUris.token("_tag", FhirUris.AUDIT_TAG, DraftAudit.tag(key)));
        }
    }

    private static Reference record(String cause) {
        Identifier identifier = new Identifier().setSystem(FhirUris.ORIGIN_TAG).setValue(cause);
        return new Reference().setIdentifier(identifier).setDisplay("Record that ended the draft");
    }
}
