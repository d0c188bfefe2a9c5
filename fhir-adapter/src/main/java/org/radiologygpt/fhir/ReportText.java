package org.radiologygpt.fhir;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Composition;
import org.hl7.fhir.r4.model.Composition.SectionComponent;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Narrative.NarrativeStatus;
import org.hl7.fhir.r4.model.Observation;
import org.radiologygpt.markup.MarkupException;
import org.radiologygpt.markup.MarkupText;
import org.radiologygpt.report.Passage;
import org.radiologygpt.report.RejectReason;
import org.radiologygpt.report.Section;
import org.radiologygpt.report.SectionFinder;
import org.radiologygpt.report.SectionKind;
import org.radiologygpt.report.SourceProfile;
import org.radiologygpt.report.TextAccount;
import org.radiologygpt.report.TextLedger;
import org.radiologygpt.report.TextLoss;

/**
 * The words of a DiagnosticReport, wherever it keeps them: {@code presentedForm}, the Observations of {@code result}, the
 * Composition of its document, {@code conclusion}, {@code conclusionCode}, notes; the narrative only where there is
 * nothing else. Servers repeat one text in several of them, so a section already read is not read again.
 */
final class ReportText {
    /** How HL7's publisher begins a narrative that it renders from the elements themselves: no words of an author. */
    private static final String RENDERING = "Generated Narrative";

    private final SectionFinder finder;
    private final ObservationText observations;

    ReportText(SourceProfile profile) {
        finder = new SectionFinder(profile);
        observations = new ObservationText(profile);
    }

    /** All sections; adds to the warnings what could not be read, and counts in the ledger where each character went. */
    List<Section> sections(ReceivedReport received, List<String> warnings, TextLedger ledger) {
        DiagnosticReport report = received.report();
        Gathered gathered = new Gathered(ledger);
        report.getPresentedForm().forEach(form -> presented(form, gathered, warnings::add, ledger));
        ReportResults results = ReportResults.of(received, warnings);
        results.read().forEach(result -> observed(result, gathered, ledger));
        results.others().forEach(other -> ledger.lose(TextLoss.NOT_READ, ObservationText.words(other)));
        received.all(Composition.class).forEach(document -> compositions(document.getSection(), gathered, ledger));
        if (report.hasConclusion()) {
            gathered.add(concluded(report.getConclusion()));
        }
        report.getConclusionCode().forEach(code -> conclusionCode(code, gathered, ledger));
        report.getExtensionsByUrl(NewerVersion.NOTE)
                .forEach(note -> gathered.add(finder.passages(note(note), SectionKind.UNSECTIONED)));
        narrative(report, gathered, warnings::add, ledger);
        received.all(DiagnosticReport.class).filter(other -> other != report).forEach(other -> notRead(other, ledger));
        return gathered.sections();
    }

    private void presented(Attachment form, Gathered gathered, Consumer<String> warnings, TextLedger ledger) {
        Optional<String> text = AttachmentText.of(form, warnings);
        int bytes = AttachmentText.bytes(form);
        if (text.isEmpty()) {
            ledger.lose(TextLoss.ATTACHMENT, bytes);
            return;
        }
        ledger.lose(TextLoss.MARKUP, bytes - TextAccount.characters(text.get()));
        gathered.add(finder.passages(text.get(), SectionKind.UNSECTIONED));
    }

    private void narrative(DiagnosticReport report, Gathered gathered, Consumer<String> warnings, TextLedger ledger) {
        if (!report.getText().hasDiv()) {
            return;
        }
        if (!gathered.isEmpty()) {
            ledger.lose(TextLoss.NOT_READ, unread(report));
            if (report.getText().getStatus() == NarrativeStatus.ADDITIONAL) {
                warnings.accept("narrative with additional text not read");
            }
            return;
        }
        String text = page(report.getText().getDivAsString());
        if (text.startsWith(RENDERING)) {
            warnings.accept("narrative that only renders the elements not read");
            ledger.lose(TextLoss.NOT_READ, text);
        } else {
            warnings.accept("text from the narrative");
            gathered.add(finder.passages(text, SectionKind.UNSECTIONED));
        }
    }

    private void observed(Observation observation, Gathered gathered, TextLedger ledger) {
        Optional<SectionKind> kind = observations.kind(observation);
        String text = observations.text(observation, kind.isEmpty());
        ledger.label(TextAccount.characters(text) - TextAccount.characters(ObservationText.words(observation)));
        gathered.add(finder.passages(text, kind.orElse(SectionKind.UNSECTIONED)));
    }

    /** Sections of a document: by their code, else by their title as a heading. */
    private void compositions(List<SectionComponent> components, Gathered gathered, TextLedger ledger) {
        for (SectionComponent section : components) {
            Optional<SectionKind> kind = observations.kind(section.getCode());
            String text = section.getText().hasDiv() ? page(section.getText().getDivAsString()) : "";
            String title = kind.isEmpty() && section.hasTitle() ? section.getTitle() + ":\n" : "";
            if (!text.isBlank()) {
                ledger.label(title);
                gathered.add(finder.passages(title + text, kind.orElse(SectionKind.UNSECTIONED)));
            }
            compositions(section.getSection(), gathered, ledger);
        }
    }

    /** A conclusion is the impression by definition, unless a whole report with headings stands in it. */
    private List<Passage> concluded(String conclusion) {
        List<Passage> passages = finder.passages(conclusion, SectionKind.UNSECTIONED);
        boolean wholeReport = passages.stream()
                .anyMatch(passage -> !passage.text().isBlank()
                        && (passage.kind() == SectionKind.FINDINGS || passage.kind() == SectionKind.IMPRESSION));
        return wholeReport ? passages : finder.passages(conclusion, SectionKind.IMPRESSION);
    }

    private void conclusionCode(CodeableConcept code, Gathered gathered, TextLedger ledger) {
        String text = ObservationText.concept(code);
        ledger.label(text);
        gathered.add(finder.passages(text, SectionKind.IMPRESSION));
    }

    private static String note(Extension extension) {
        return extension.getValue() instanceof Annotation annotation && annotation.hasText()
                ? annotation.getText()
                : "";
    }

    /** Another report of the same message. */
    private static void notRead(DiagnosticReport other, TextLedger ledger) {
        other.getPresentedForm().forEach(form -> ledger.lose(TextLoss.NOT_READ, AttachmentText.bytes(form)));
        ledger.lose(TextLoss.NOT_READ, other.hasConclusion() ? other.getConclusion() : "");
        other.getExtensionsByUrl(NewerVersion.NOTE).forEach(note -> ledger.lose(TextLoss.NOT_READ, note(note)));
        if (other.getText().hasDiv()) {
            ledger.lose(TextLoss.NOT_READ, unread(other));
        }
    }

    /** A narrative that is only counted: where it cannot be read that harms nothing. */
    private static String unread(DiagnosticReport report) {
        try {
            return MarkupText.fromHtml(report.getText().getDivAsString());
        } catch (MarkupException e) {
            return "";
        }
    }

    static String page(String div) {
        try {
            return MarkupText.fromHtml(div);
        } catch (MarkupException e) {
            throw new Rejection(RejectReason.INVALID_FHIR, "a narrative cannot be read");
        }
    }
}
