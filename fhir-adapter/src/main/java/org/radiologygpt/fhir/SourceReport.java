package org.radiologygpt.fhir;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DiagnosticReport.DiagnosticReportStatus;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.radiologygpt.report.Participant.Role;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.Section;
import org.radiologygpt.report.SectionKind;

/** The report itself (ORC and OBR to DiagnosticReport of the v2-to-FHIR guide), with its whole text. */
final class SourceReport {
    private static final String PARTICIPATION = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";
    private static final String FUNCTION = "http://hl7.org/fhir/StructureDefinition/event-performerFunction";

    private final ReportContext context;
    private final RadiologyReport report;
    private final People people;

    SourceReport(ReportContext context, People people) {
        this.context = context;
        this.report = context.report();
        this.people = people;
    }

    /** The report with its own identifier first. */
    DiagnosticReport of(Identifier own, List<Reference> orders, List<Reference> results) {
        DiagnosticReport resource = new DiagnosticReport();
        resource.getMeta().setSource(source(report));
        report.securityLabels().forEach(label -> resource.getMeta().addSecurity(Concepts.securityLabel(label)));
        resource.addIdentifier(own).addIdentifier(ReportReferences.accession(report));
        SourceOrder order = new SourceOrder(report);
        SourceOrder.orders(report).forEach(study -> order.numbers(study).forEach(resource::addIdentifier));
        orders.forEach(resource::addBasedOn);
        resource.setStatus(DiagnosticReportStatus.fromCode(report.status().code()));
        Concepts.categories(report.order().section()).forEach(resource::addCategory);
        resource.setCode(Concepts.procedure(report.order()));
        context.subject().ifPresent(resource::setSubject);
        context.encounter().ifPresent(resource::setEncounter);
        context.effective().ifPresent(resource::setEffective);
        if (!report.clock().equals(Instant.EPOCH)) {
            resource.setIssuedElement(Times.instant(report.clock()));
        }
        people(resource);
        results.forEach(resource::addResult);
        study(resource);
        text(resource);
        return resource;
    }

    /** The message as {@code meta.source}: its sender, and the message within. */
    static String source(RadiologyReport report) {
        String system = FhirUris.system(report.key().source());
        return report.messageId().isBlank() || system.contains("#")
                ? system
                : system + "#" + FhirUris.percentEncoded(report.messageId());
    }

    private void people(DiagnosticReport resource) {
        people.in(Role.INTERPRETER).forEach(resource::addResultsInterpreter);
        people.in(Role.ASSISTANT).forEach(resource::addResultsInterpreter);
        people.in(Role.TECHNICIAN).forEach(person -> resource.addPerformer(inFunction(person, "SPRF")));
        people.in(Role.TRANSCRIPTIONIST).forEach(person -> resource.addPerformer(inFunction(person, "TRANS")));
    }

    private static Reference inFunction(Reference person, String function) {
        person.addExtension(FUNCTION, Concepts.of(PARTICIPATION, function, null));
        return person;
    }

    private void study(DiagnosticReport resource) {
        String uid = report.order().studyInstanceUid();
        if (!uid.isBlank()) {
            Identifier identifier =
                    new Identifier().setSystem(FhirUris.DICOM_UID).setValue("urn:oid:" + FhirText.string(uid));
            resource.addImagingStudy(new Reference().setType("ImagingStudy").setIdentifier(identifier));
        }
    }

    private void text(DiagnosticReport resource) {
        report.text(SectionKind.IMPRESSION)
                .filter(impression -> impression.length() <= FhirText.LONGEST)
                .map(FhirText::string)
                .ifPresent(resource::setConclusion);
        String text = whole(report.sections());
        if (!text.isBlank()) {
            resource.addPresentedForm(DraftReport.plainText(text));
        }
    }

    /**
     * The report as one text: what stands under no heading first, so that no reader takes it for part of a section, then the
     * sections in their order under their names. Ignored lines are left out: a line that was withdrawn (OBX-11 D, W, X) must
     * not come back with the text.
     */
    static String whole(List<Section> sections) {
        StringBuilder text = new StringBuilder();
        for (Section section : sections) {
            if (section.kind() == SectionKind.UNSECTIONED) {
                append(text, "", section);
            }
        }
        for (Section section : sections) {
            if (section.kind() != SectionKind.UNSECTIONED && section.kind() != SectionKind.IGNORED) {
                append(text, section.kind().key().toUpperCase(Locale.ROOT) + ":\n", section);
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String heading, Section section) {
        if (!section.text().isBlank()) {
            text.append(text.isEmpty() ? "" : "\n\n")
                    .append(heading)
                    .append(section.text().strip());
        }
    }
}
