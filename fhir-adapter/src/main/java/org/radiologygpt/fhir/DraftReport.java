package org.radiologygpt.fhir;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Date;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DiagnosticReport.DiagnosticReportStatus;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Narrative;
import org.hl7.fhir.r4.model.Narrative.NarrativeStatus;
import org.hl7.fhir.r4.model.Reference;
import org.radiologygpt.draft.Draft;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.ReportStatus;

/** The draft itself as a DiagnosticReport: labelled AIAST, with the banner in each form, and no results interpreter. */
final class DraftReport {
    private final DraftSettings settings;
    private final Date now;

    DraftReport(DraftSettings settings, Date now) {
        this.settings = settings;
        this.now = now;
    }

    DiagnosticReport of(RadiologyReport report, Draft draft) {
        String text = settings.shown(draft.impression());
        DiagnosticReport resource = new DiagnosticReport();
        resource.getMeta().addSecurity(Concepts.artificialIntelligenceAsserted());
        report.securityLabels().forEach(label -> resource.getMeta().addSecurity(Concepts.securityLabel(label)));
        resource.addIdentifier(new Identifier().setSystem(FhirUris.DRAFT).setValue(draft.idempotencyKey()));
        ReportReferences.accessions(report).forEach(resource::addIdentifier);
        ReportReferences.orders(report).forEach(resource::addBasedOn);
        resource.setStatus(status());
        Concepts.radiology(report.order().section()).forEach(resource::addCategory);
        resource.setCode(Concepts.procedure(report.order()));
        resource.setSubject(ReportReferences.subject(report.patient()).orElseGet(DraftReport::unknownSubject));
        ReportReferences.encounter(report).ifPresent(resource::setEncounter);
        resource.setEffective(report.order().effective().map(Times::dateTime).orElseGet(DraftReport::unknownTime));
        resource.setIssuedElement(Times.instant(now.toInstant()));
        resource.setConclusion(text);
        resource.addPresentedForm(
                plainText(text).setTitle("Drafted impression").setCreationElement(Times.dateTime(now.toInstant())));
        resource.setText(narrative(text));
        return resource;
    }

    // US Core DiagnosticReport Note wants a subject (1..1) and, at this status, a time of the examination (us-core-10).
    static Reference unknownSubject() {
        Reference subject = new Reference();
        subject.addExtension(ReportReferences.unknown());
        return subject;
    }

    private static DateTimeType unknownTime() {
        DateTimeType time = new DateTimeType();
        time.addExtension(ReportReferences.unknown());
        return time;
    }

    private DiagnosticReportStatus status() {
        return settings.status() == ReportStatus.PARTIAL
                ? DiagnosticReportStatus.PARTIAL
                : DiagnosticReportStatus.PRELIMINARY;
    }

    /** A text as an attachment with its size in bytes and its hash. */
    static Attachment plainText(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Attachment()
                .setContentType("text/plain; charset=utf-8")
                .setDataElement(new Base64Data(bytes))
                .setSize(bytes.length)
                .setHashElement(new Base64Data(sha1(bytes)));
    }

    static Narrative narrative(String text) {
        Narrative narrative = new Narrative().setStatus(NarrativeStatus.GENERATED);
        narrative.setDiv(Xhtml.paragraph(text));
        return narrative;
    }

    /** FHIR R4 {@code Attachment.hash} is SHA-1 by definition. */
    private static byte[] sha1(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
