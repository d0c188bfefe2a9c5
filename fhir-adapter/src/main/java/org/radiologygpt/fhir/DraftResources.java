package org.radiologygpt.fhir;

import java.util.Optional;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Task;

/**
 * A draft and its review task as the store holds them now.
 *
 * @param task empty where the store has none
 */
public record DraftResources(DiagnosticReport report, Optional<Task> task) {

    /** The draft by name, with its text. */
    public StoredDraft stored() {
        return StoredDraft.of(report);
    }
}
