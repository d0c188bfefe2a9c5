package org.radiologygpt.fhir;

import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.DomainResource;

/** The resource that carries the words of a draft. */
public enum DraftForm {
    DIAGNOSTIC_REPORT(DiagnosticReport.class),
    /** For servers that let nobody create a DiagnosticReport. */
    DOCUMENT_REFERENCE(DocumentReference.class);

    private final Class<? extends DomainResource> type;

    DraftForm(Class<? extends DomainResource> type) {
        this.type = type;
    }

    Class<? extends DomainResource> type() {
        return type;
    }
}
