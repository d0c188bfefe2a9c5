package org.radiologygpt.fhir;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * What a draft consists of in a FHIR server.
 *
 * @param form the resource that carries its words
 * @param observations whether findings and drafted impression are written as Observations too
 * @param modelCard where the card of the model can be read; empty where there is none
 */
public record DraftContent(DraftForm form, boolean observations, Optional<URI> modelCard) {
    public DraftContent {
        Objects.requireNonNull(form, "form");
    }

    /** A DiagnosticReport, no Observations, no model card. */
    public static DraftContent report() {
        return new DraftContent(DraftForm.DIAGNOSTIC_REPORT, false, Optional.empty());
    }
}
