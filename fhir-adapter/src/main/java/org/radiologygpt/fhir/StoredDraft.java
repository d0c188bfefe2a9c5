package org.radiologygpt.fhir;

import java.util.Optional;
import org.hl7.fhir.r4.model.IdType;

/**
 * A draft as the store knows it.
 *
 * @param reference as {@code DiagnosticReport/12}
 * @param versionId its version in the store, or empty
 * @param status FHIR code, as {@code preliminary}
 * @param origin name of the record it was drafted from, as {@code radiology.oru-0-17}, or empty where the store kept none
 * @param conclusion the stored text with its banner, or empty
 */
public record StoredDraft(String reference, String versionId, String status, String origin, String conclusion) {

    static StoredDraft of(DraftCarrier draft) {
        return of(draft, draft.resource().getIdElement());
    }

    /** A draft that was stored under this id. */
    static StoredDraft of(DraftCarrier draft, IdType id) {
        return new StoredDraft(
                draft.resource().fhirType() + "/" + id.getIdPart(),
                Optional.ofNullable(id.getVersionIdPart()).orElse(""),
                draft.status(),
                draft.origin(),
                draft.text());
    }
}
