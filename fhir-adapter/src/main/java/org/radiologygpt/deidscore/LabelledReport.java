package org.radiologygpt.deidscore;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.radiologygpt.report.KnownIdentifier;

/**
 * A text with its answer key.
 *
 * @param id name of the text within its file
 * @param text what a de-identifier reads
 * @param known what the message beside it names
 * @param spans identifiers, in order, none over another
 * @param clinical clinical words that look like identifiers, outside all spans
 * @param either what may stay and may go, outside all spans: a title beside a name, a year alone, a time without a date
 */
public record LabelledReport(
        String id,
        String text,
        List<KnownIdentifier> known,
        List<LabelledSpan> spans,
        List<ClinicalTerm> clinical,
        List<Stretch> either) {
    public LabelledReport {
        known = List.copyOf(known);
        spans = spans.stream()
                .sorted(Comparator.comparingInt(span -> span.at().start()))
                .toList();
        clinical = List.copyOf(clinical);
        either = List.copyOf(either);
        requireInside(text.length(), spans, clinical, either);
        for (int i = 1; i < spans.size(); i++) {
            if (spans.get(i).at().start() < spans.get(i - 1).at().end()) {
                throw new IllegalArgumentException(
                        "spans overlap at " + spans.get(i).at().start());
            }
        }
    }

    private static void requireInside(
            int length, List<LabelledSpan> spans, List<ClinicalTerm> clinical, List<Stretch> either) {
        Stream.of(spans.stream().map(LabelledSpan::at), clinical.stream().map(ClinicalTerm::at), either.stream())
                .flatMap(stretches -> stretches)
                .filter(stretch -> stretch.end() > length)
                .findFirst()
                .ifPresent(stretch -> {
                    throw new IllegalArgumentException("a label ends at " + stretch.end() + ", the text at " + length);
                });
    }

    /** The text of one of its labels. */
    public String at(Stretch stretch) {
        return text.substring(stretch.start(), stretch.end());
    }

    /** Without the text: it may stand in a log by accident. */
    @Override
    public String toString() {
        return "LabelledReport[" + spans.size() + " spans]";
    }
}
