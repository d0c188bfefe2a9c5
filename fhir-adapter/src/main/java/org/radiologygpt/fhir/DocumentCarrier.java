package org.radiologygpt.fhir;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.DocumentReference.ReferredDocumentStatus;
import org.hl7.fhir.r4.model.Enumerations.DocumentReferenceStatus;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.radiologygpt.draft.CancelReason;

/**
 * A draft as a DocumentReference. R4 has no {@code cancelled} for it: a draft whose place another report took is
 * {@code superseded}, any other that is taken back is {@code entered-in-error}, so that no list of documents shows it as
 * an earlier version that anybody stands behind.
 */
record DocumentCarrier(DocumentReference resource) implements DraftCarrier {
    private static final Set<CancelReason> REPLACED = Set.of(CancelReason.SIGNED, CancelReason.NEWER_VERSION);

    @Override
    public List<Identifier> identifiers() {
        return resource.getIdentifier();
    }

    @Override
    public String status() {
        return Optional.ofNullable(resource.getStatus())
                .map(DocumentReferenceStatus::toCode)
                .orElse("");
    }

    @Override
    public String text() {
        Attachment attachment = resource.getContentFirstRep().getAttachment();
        return attachment.hasData() ? new String(attachment.getData(), StandardCharsets.UTF_8) : "";
    }

    @Override
    public Reference subject() {
        return resource.getSubject();
    }

    @Override
    public List<Reference> parts() {
        return resource.getContext().getRelated();
    }

    @Override
    public boolean isOpen() {
        return resource.getStatus() == DocumentReferenceStatus.CURRENT
                && resource.getDocStatus() == ReferredDocumentStatus.PRELIMINARY;
    }

    /** What was superseded was never more than preliminary, and still says so. */
    @Override
    public void end(CancelReason reason) {
        if (REPLACED.contains(reason)) {
            resource.setStatus(DocumentReferenceStatus.SUPERSEDED);
        } else {
            resource.setStatus(DocumentReferenceStatus.ENTEREDINERROR);
            resource.setDocStatus(ReferredDocumentStatus.ENTEREDINERROR);
        }
    }

    @Override
    public String reasonUrl() {
        return FhirUris.DOCUMENT_STATUS_REASON;
    }
}
