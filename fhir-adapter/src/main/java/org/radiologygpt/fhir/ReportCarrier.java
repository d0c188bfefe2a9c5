package org.radiologygpt.fhir;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DiagnosticReport.DiagnosticReportStatus;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.radiologygpt.draft.CancelReason;

/** A draft as a DiagnosticReport. */
record ReportCarrier(DiagnosticReport resource) implements DraftCarrier {
    private static final Set<DiagnosticReportStatus> OPEN =
            Set.of(DiagnosticReportStatus.PRELIMINARY, DiagnosticReportStatus.PARTIAL);

    @Override
    public List<Identifier> identifiers() {
        return resource.getIdentifier();
    }

    @Override
    public String status() {
        return Optional.ofNullable(resource.getStatus())
                .map(DiagnosticReportStatus::toCode)
                .orElse("");
    }

    @Override
    public String text() {
        return Optional.ofNullable(resource.getConclusion()).orElse("");
    }

    @Override
    public Reference subject() {
        return resource.getSubject();
    }

    @Override
    public List<Reference> parts() {
        return resource.getResult();
    }

    @Override
    public boolean isOpen() {
        return resource.hasStatus() && OPEN.contains(resource.getStatus());
    }

    @Override
    public void end(CancelReason reason) {
        resource.setStatus(
                reason == CancelReason.MERGED
                        ? DiagnosticReportStatus.ENTEREDINERROR
                        : DiagnosticReportStatus.CANCELLED);
    }

    @Override
    public String reasonUrl() {
        return FhirUris.STATUS_REASON;
    }
}
