package org.radiologygpt.fhir;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.radiologygpt.draft.CancelReason;

/** The resource that carries a draft's words, in either form. */
sealed interface DraftCarrier permits ReportCarrier, DocumentCarrier {

    /** A resource that carries a draft; empty for any other, a model card among them. */
    static Optional<DraftCarrier> of(Resource resource) {
        Optional<DraftCarrier> carrier =
                switch (resource.fhirType()) {
                    case "DiagnosticReport" -> Optional.of(new ReportCarrier((DiagnosticReport) resource));
                    case "DocumentReference" -> Optional.of(new DocumentCarrier((DocumentReference) resource));
                    default -> Optional.empty();
                };
        return carrier.filter(found -> !found.key().isEmpty());
    }

    DomainResource resource();

    List<Identifier> identifiers();

    /** FHIR code of its status. */
    String status();

    /** The text with its banner; empty where it has none. */
    String text();

    Reference subject();

    /** What it refers to and may have been written with it. */
    List<Reference> parts();

    /** False where it was taken back, or a person made something of it. */
    boolean isOpen();

    /** Sets the status that the form has for a draft taken back. */
    void end(CancelReason reason);

    /** The extension that holds why it was taken back. */
    String reasonUrl();

    /** Ends it, and says why. */
    default CodeableConcept takeBack(CancelReason reason) {
        CodeableConcept why = Concepts.of(FhirUris.CANCEL_REASON, reason.code(), null);
        end(reason);
        resource().addExtension(reasonUrl(), why);
        return why;
    }

    /** {@code source|accession|version|n}; empty where it is no draft of ours. */
    default String key() {
        return identifiers().stream()
                .filter(identifier -> FhirUris.DRAFT.equals(identifier.getSystem()) && identifier.hasValue())
                .map(Identifier::getValue)
                .findFirst()
                .orElse("");
    }

    /** {@code DiagnosticReport/12}. */
    default String reference() {
        return resource().fhirType() + "/" + resource().getIdElement().getIdPart();
    }

    /** Why it was taken back; empty where we did not. */
    default Optional<CodeableConcept> takenBackFor() {
        return Optional.ofNullable(resource().getExtensionByUrl(reasonUrl()))
                .map(Extension::getValue)
                .filter(CodeableConcept.class::isInstance)
                .map(CodeableConcept.class::cast)
                .filter(why ->
                        FhirUris.CANCEL_REASON.equals(why.getCodingFirstRep().getSystem()));
    }

    default String origin() {
        return resource().getMeta().getTag().stream()
                .filter(tag -> FhirUris.ORIGIN_TAG.equals(tag.getSystem()))
                .map(Coding::getCode)
                .findFirst()
                .orElse("");
    }

    default boolean hasObservations() {
        return parts().stream()
                .anyMatch(part ->
                        FhirUris.DRAFT_OBSERVATION.equals(part.getIdentifier().getSystem()));
    }
}
