package org.radiologygpt.fhir;

import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Composition;
import org.hl7.fhir.r4.model.Composition.SectionComponent;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Narrative.NarrativeStatus;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Reference;
import org.radiologygpt.markup.MarkupException;
import org.radiologygpt.markup.MarkupText;
import org.radiologygpt.report.RejectReason;
import org.radiologygpt.report.Section;
import org.radiologygpt.report.SectionFinder;
import org.radiologygpt.report.SectionKind;
import org.radiologygpt.report.SourceProfile;

/**
 * The words of a DiagnosticReport, wherever it keeps them: {@code presentedForm}, the Observations of {@code result}, the
 * Composition of its document, {@code conclusion}, {@code conclusionCode}, notes; the narrative only where there is
 * nothing else. Servers repeat one text in several of them, so a section already read is not read again.
 */
final class ReportText {
    private static final Set<ObservationStatus> VOID =
            EnumSet.of(ObservationStatus.ENTEREDINERROR, ObservationStatus.CANCELLED);

    private final SectionFinder finder;
    private final ObservationText observations;

    ReportText(SourceProfile profile) {
        finder = new SectionFinder(profile);
        observations = new ObservationText(profile);
    }

    /** All sections; adds to the warnings what could not be read. */
    List<Section> sections(ReceivedReport received, List<String> warnings) {
        DiagnosticReport report = received.report();
        Gathered gathered = new Gathered();
        report.getPresentedForm()
                .forEach(form ->
                        AttachmentText.of(form, warnings::add).map(finder::find).ifPresent(gathered::add));
        Set<Observation> results = results(received, warnings);
        results.forEach(result -> gathered.add(observed(result)));
        unlinked(received, results, warnings);
        received.all(Composition.class).forEach(document -> compositions(document.getSection(), gathered));
        if (report.hasConclusion()) {
            gathered.add(concluded(report.getConclusion()));
        }
        report.getConclusionCode().forEach(code -> conclusionCode(code, gathered));
        report.getExtensionsByUrl(NewerVersion.NOTE).forEach(note -> note(note, gathered));
        narrative(report, gathered, warnings::add);
        return gathered.sections();
    }

    private void narrative(DiagnosticReport report, Gathered gathered, Consumer<String> warnings) {
        if (!report.getText().hasDiv()) {
            return;
        }
        if (gathered.isEmpty()) {
            warnings.accept("text from the narrative");
            gathered.add(finder.find(page(report.getText().getDivAsString())));
        } else if (report.getText().getStatus() == NarrativeStatus.ADDITIONAL) {
            warnings.accept("narrative with additional text not read");
        }
    }

    private Stream<Section> sections(String text, Optional<SectionKind> kind) {
        return (kind.isPresent() ? finder.find(text, kind.get()) : finder.find(text)).stream();
    }

    private List<Section> observed(Observation observation) {
        Optional<SectionKind> kind = observations.kind(observation);
        String text = observations.text(observation, kind.isEmpty());
        return finder.find(text, kind.orElse(SectionKind.UNSECTIONED));
    }

    /** Sections of a document: by their code, else by their title as a heading. */
    private void compositions(List<SectionComponent> components, Gathered gathered) {
        for (SectionComponent section : components) {
            Optional<SectionKind> kind = observations.kind(section.getCode());
            String text = section.getText().hasDiv() ? page(section.getText().getDivAsString()) : "";
            String titled = kind.isEmpty() && section.hasTitle() ? section.getTitle() + ":\n" + text : text;
            if (!text.isBlank()) {
                gathered.add(sections(titled, kind).toList());
            }
            compositions(section.getSection(), gathered);
        }
    }

    /** A conclusion is the impression by definition, unless a whole report with headings stands in it. */
    private List<Section> concluded(String conclusion) {
        List<Section> sections = finder.find(conclusion);
        boolean wholeReport = sections.stream()
                .anyMatch(
                        section -> section.kind() == SectionKind.FINDINGS || section.kind() == SectionKind.IMPRESSION);
        return wholeReport ? sections : finder.find(conclusion, SectionKind.IMPRESSION);
    }

    private void conclusionCode(CodeableConcept code, Gathered gathered) {
        String text = ObservationText.concept(code);
        if (!text.isBlank()) {
            gathered.add(finder.find(text, SectionKind.IMPRESSION));
        }
    }

    private void note(Extension extension, Gathered gathered) {
        if (extension.getValue() instanceof Annotation annotation && annotation.hasText()) {
            gathered.add(finder.find(annotation.getText()));
        }
    }

    private static String page(String div) {
        try {
            return MarkupText.fromHtml(div);
        } catch (MarkupException e) {
            throw new Rejection(RejectReason.INVALID_FHIR, "a narrative cannot be read");
        }
    }

    /** The Observations of the report, members of panels after their panel, each once. */
    private static Set<Observation> results(ReceivedReport received, List<String> warnings) {
        Set<Observation> found = new LinkedHashSet<>();
        collect(received, received.report().getResult(), found, warnings);
        long all = found.size();
        found.removeIf(observation -> VOID.contains(observation.getStatus()));
        if (found.size() < all) {
            warnings.add("result entered in error or cancelled: " + (all - found.size()));
        }
        return found;
    }

    private static void collect(
            ReceivedReport received, List<Reference> references, Set<Observation> found, List<String> warnings) {
        for (Reference reference : references) {
            Optional<Observation> observation = received.resolve(reference, Observation.class);
            if (observation.isEmpty()) {
                warnings.add("result that the message does not carry");
            } else if (found.add(observation.get())) {
                collect(received, observation.get().getHasMember(), found, warnings);
            }
        }
    }

    /** Observations that no result names may be anyone's: they are counted, not read. */
    private static void unlinked(ReceivedReport received, Set<Observation> results, List<String> warnings) {
        long others = received.all(Observation.class)
                .filter(observation -> !results.contains(observation) && !VOID.contains(observation.getStatus()))
                .count();
        if (others > 0) {
            warnings.add("Observation that is no result of the report: " + others);
        }
    }
}
