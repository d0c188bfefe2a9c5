package org.radiologygpt.fhir;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Reference;
import org.radiologygpt.report.Section;
import org.radiologygpt.report.SectionFinder;
import org.radiologygpt.report.SectionKind;
import org.radiologygpt.report.SourceProfile;

/**
 * The words of a DiagnosticReport, wherever it keeps them: {@code presentedForm}, the Observations of {@code result},
 * {@code conclusion}; the narrative only where there is nothing else. Servers repeat one text in several of them, so a
 * section already read is not read again.
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
        List<Section> sections = new ArrayList<>();
        report.getPresentedForm().forEach(form -> addNew(sections, presented(form, warnings)));
        results(received, warnings).forEach(result -> addNew(sections, observed(result)));
        if (report.hasConclusion()) {
            addNew(sections, concluded(report.getConclusion()));
        }
        if (sections.isEmpty() && report.getText().hasDiv()) {
            warnings.add("text from the narrative");
            addNew(sections, finder.find(Xhtml.text(report.getText().getDivAsString())));
        }
        return sections;
    }

    private List<Section> presented(Attachment form, List<String> warnings) {
        Optional<String> text = AttachmentText.of(form);
        if (text.isEmpty()) {
            warnings.add("presentedForm without readable text: " + AttachmentText.type(form));
        }
        return text.map(finder::find).orElse(List.of());
    }

    private List<Section> observed(Observation observation) {
        Optional<SectionKind> kind = observations.kind(observation);
        String text = observations.text(observation, kind.isEmpty());
        return finder.find(text, kind.orElse(SectionKind.UNSECTIONED));
    }

    /** A conclusion is the impression by definition, unless a whole report with headings stands in it. */
    private List<Section> concluded(String conclusion) {
        List<Section> sections = finder.find(conclusion);
        boolean wholeReport = sections.stream()
                .anyMatch(
                        section -> section.kind() == SectionKind.FINDINGS || section.kind() == SectionKind.IMPRESSION);
        return wholeReport ? sections : finder.find(conclusion, SectionKind.IMPRESSION);
    }

    /** The Observations of the report, members of panels after their panel, each once. */
    private static Set<Observation> results(ReceivedReport received, List<String> warnings) {
        Set<Observation> found = new LinkedHashSet<>();
        collect(received, received.report().getResult(), found, warnings);
        found.removeIf(observation -> VOID.contains(observation.getStatus()));
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

    private static void addNew(List<Section> sections, List<Section> more) {
        Stream<Section> fresh = more.stream().filter(section -> sections.stream()
                .noneMatch(
                        known -> known.kind() == section.kind() && normal(known).contains(normal(section))));
        sections.addAll(fresh.toList());
    }

    private static String normal(Section section) {
        return section.text().replaceAll("\\s+", " ").strip().toLowerCase(Locale.ROOT);
    }
}
