package org.radiologygpt.guard;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.radiologygpt.draft.SourceSpan;
import org.radiologygpt.draft.TextSpan;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.Section;
import org.radiologygpt.report.SectionKind;

/** Sections of a report as one text that remembers where each passage came from. */
final class SourceText {

    /**
     * A passage of the text.
     *
     * @param start where it begins in the text
     * @param inSection where it begins in all text of its kind
     */
    private record Passage(SectionKind kind, int start, int length, int inSection) {
        boolean holds(TextSpan place) {
            return place.start() >= start && place.end() <= start + length;
        }

        SourceSpan place(TextSpan place) {
            int shift = inSection - start;
            return new SourceSpan(kind, new TextSpan(place.start() + shift, place.end() + shift));
        }
    }

    private final String text;
    private final List<Passage> passages;

    private SourceText(String text, List<Passage> passages) {
        this.text = text;
        this.passages = List.copyOf(passages);
    }

    static SourceText of(RadiologyReport report, Set<SectionKind> kinds) {
        StringBuilder text = new StringBuilder();
        List<Passage> passages = new ArrayList<>();
        Map<SectionKind, Integer> lengths = new EnumMap<>(SectionKind.class);
        for (Section section : report.sections()) {
            String passage = section.text().strip();
            if (!kinds.contains(section.kind()) || passage.isEmpty()) {
                continue;
            }
            int inSection = lengths.getOrDefault(section.kind(), 0);
            passages.add(new Passage(section.kind(), text.length(), passage.length(), inSection));
            lengths.put(section.kind(), inSection + passage.length() + 1);
            text.append(passage).append('\n');
        }
        return new SourceText(text.toString().stripTrailing(), passages);
    }

    String text() {
        return text;
    }

    /** The place in its section; empty where the words reach over the end of a passage. */
    Optional<SourceSpan> place(TextSpan place) {
        return passages.stream()
                .filter(passage -> passage.holds(place))
                .findFirst()
                .map(passage -> passage.place(place));
    }
}
