package org.radiologygpt.fhir;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Task;

/**
 * A draft and what belongs to it as the store holds them now.
 *
 * @param draft the DiagnosticReport or DocumentReference that carries its words
 * @param task the review task; empty where the store has none
 * @param observations findings and impression, where the draft was written with them
 */
public record DraftResources(DomainResource draft, Optional<Task> task, List<Observation> observations) {
    public DraftResources {
        if (DraftCarrier.of(draft).isEmpty()) {
            throw new IllegalArgumentException("draft: a " + draft.fhirType() + " without the identifier of a draft");
        }
        observations = List.copyOf(observations);
    }

    /** A draft without Observations. */
    public DraftResources(DiagnosticReport report, Optional<Task> task) {
        this(report, task, List.of());
    }

    /** The draft by name, with its text. */
    public StoredDraft stored() {
        return StoredDraft.of(carrier());
    }

    DraftCarrier carrier() {
        return DraftCarrier.of(draft).orElseThrow();
    }
}
