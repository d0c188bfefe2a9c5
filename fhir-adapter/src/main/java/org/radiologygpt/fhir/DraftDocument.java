package org.radiologygpt.fhir;

import java.util.Date;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.DocumentReference.DocumentReferenceContextComponent;
import org.hl7.fhir.r4.model.DocumentReference.ReferredDocumentStatus;
import org.hl7.fhir.r4.model.Enumerations.DocumentReferenceStatus;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.radiologygpt.draft.Draft;
import org.radiologygpt.report.RadiologyReport;

/** The draft as a DocumentReference: a preliminary radiology note by the model, with nobody who answers for it. */
final class DraftDocument {
    private final DraftSettings settings;
    private final Date now;
    private final Reference author;

    DraftDocument(DraftSettings settings, Date now, Reference author) {
        this.settings = settings;
        this.now = now;
        this.author = author;
    }

    DocumentReference of(RadiologyReport report, Draft draft) {
        String text = settings.shown(draft.impression());
        DocumentReference document = new DocumentReference();
        document.addIdentifier(new Identifier().setSystem(FhirUris.DRAFT).setValue(draft.idempotencyKey()));
        ReportReferences.accessions(report).forEach(document::addIdentifier);
        document.setStatus(DocumentReferenceStatus.CURRENT).setDocStatus(ReferredDocumentStatus.PRELIMINARY);
        document.setType(Concepts.anyImagingStudy());
        document.addCategory(Concepts.of(FhirUris.US_CORE_DOCUMENT_CATEGORY, "clinical-note", "Clinical Note"));
        Concepts.radiology(report.order().section()).forEach(document::addCategory);
        document.setSubject(ReportReferences.subject(report.patient()).orElseGet(DraftReport::unknownSubject));
        document.setDateElement(Times.instant(now.toInstant()));
        document.addAuthor(author.copy());
        document.setDescription(FhirText.string(settings.banner()));
        labels(document, report);
        document.addContent()
                .setAttachment(DraftReport.plainText(text)
                        .setTitle("Drafted impression")
                        .setCreationElement(Times.dateTime(now.toInstant())));
        document.setContext(context(report));
        document.setText(DraftReport.narrative(text));
        return document;
    }

    /** On the resource and on the document that it describes: an archive looks at the second. */
    private static void labels(DocumentReference document, RadiologyReport report) {
        document.getMeta().addSecurity(Concepts.artificialIntelligenceAsserted());
        document.addSecurityLabel().addCoding(Concepts.artificialIntelligenceAsserted());
        report.securityLabels().forEach(label -> {
            document.getMeta().addSecurity(Concepts.securityLabel(label));
            document.addSecurityLabel().addCoding(Concepts.securityLabel(label));
        });
    }

    private static DocumentReferenceContextComponent context(RadiologyReport report) {
        DocumentReferenceContextComponent context = new DocumentReferenceContextComponent();
        ReportReferences.encounter(report).ifPresent(context::addEncounter);
        context.addEvent(Concepts.procedure(report.order()));
        report.order()
                .effective()
                .map(time -> new Period().setStartElement(Times.dateTime(time)))
                .ifPresent(context::setPeriod);
        ReportReferences.orders(report).forEach(context::addRelated);
        return context;
    }
}
