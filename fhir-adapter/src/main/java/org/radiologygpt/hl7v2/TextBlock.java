package org.radiologygpt.hl7v2;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.radiologygpt.report.Passage;
import org.radiologygpt.report.ReportStatus;
import org.radiologygpt.report.Section;
import org.radiologygpt.report.SectionFinder;
import org.radiologygpt.report.SectionKind;
import org.radiologygpt.report.TextLedger;

/** Lines of a report that are one text. */
final class TextBlock {

    /** How the text becomes sections. */
    enum Handling {
        /** A code names the section; headings inside it still count. */
        CODED,
        /** Its headings alone tell. */
        SEARCHED,
        /** One section as it stands. */
        VERBATIM
    }

    private final Handling handling;
    private final SectionKind kind;
    private final List<TextLine> lines = new ArrayList<>();

    TextBlock(Handling handling, SectionKind kind) {
        this.handling = handling;
        this.kind = kind;
    }

    boolean isCoded(SectionKind other) {
        return handling == Handling.CODED && kind == other;
    }

    /**
     * Adds one OBX.
     *
     * @param group OBX-4; empty for the group of the line before
     * @param setId OBX-1
     * @param status OBX-11
     */
    void add(String group, String setId, LineStatus status, String text) {
        String of = group.isEmpty() && !lines.isEmpty()
                ? lines.get(lines.size() - 1).group()
                : group;
        lines.add(new TextLine(of, TextLine.number(setId), status, text));
    }

    /** Adds a note to the line before. */
    void append(String note) {
        int last = lines.size() - 1;
        lines.set(last, lines.get(last).with(note));
    }

    /** The sections of the text, each with the least final status of its lines, which are gone then: asked for once. */
    List<Section> sections(SectionFinder finder, Warnings warnings, TextLedger ledger) {
        List<TextLine> ordered = ordered(warnings);
        String text = ordered.stream().map(TextLine::text).collect(Collectors.joining("\n"));
        if (text.isBlank()) {
            return List.of();
        }
        LineStatuses statuses = new LineStatuses(ordered);
        lines.clear();
        List<Section> sections = new ArrayList<>();
        for (Passage passage : passages(text, finder)) {
            ledger.heading(passage.heading());
            Optional<ReportStatus> status = statuses.next(passage);
            if (!passage.text().isBlank()) {
                sections.add(new Section(passage.kind(), passage.text(), status));
            }
        }
        return sections;
    }

    private List<Passage> passages(String text, SectionFinder finder) {
        return switch (handling) {
            case VERBATIM -> List.of(new Passage(kind, "", text));
            case SEARCHED -> finder.passages(text, SectionKind.UNSECTIONED);
            case CODED -> coded(text, finder);
        };
    }

    /** A whole report under the code of its findings: what stands before its own findings heading is none. */
    private List<Passage> coded(String text, SectionFinder finder) {
        List<Passage> passages = finder.passages(text, kind);
        boolean ownHeading = kind == SectionKind.FINDINGS
                && passages.stream()
                        .anyMatch(passage -> passage.kind() == SectionKind.FINDINGS
                                && !passage.heading().isEmpty());
        return ownHeading ? finder.passages(text, SectionKind.UNSECTIONED) : passages;
    }

    /** By group in order of appearance, within it by set id where every line has one of its own. */
    private List<TextLine> ordered(Warnings warnings) {
        if (isInOrder()) {
            return lines;
        }
        Map<String, List<TextLine>> groups =
                lines.stream().collect(Collectors.groupingBy(TextLine::group, LinkedHashMap::new, Collectors.toList()));
        List<TextLine> ordered = groups.values().stream()
                .flatMap(group -> bySetId(group).stream())
                .toList();
        if (!ordered.equals(lines)) {
            warnings.note(ReadWarning.LINES_REORDERED);
        }
        return ordered;
    }

    /** As nearly always: one group, its set ids rising. */
    private boolean isInOrder() {
        for (int i = 1; i < lines.size(); i++) {
            if (!lines.get(i).follows(lines.get(i - 1))) {
                return false;
            }
        }
        return true;
    }

    private static List<TextLine> bySetId(List<TextLine> group) {
        Set<Integer> numbers = new HashSet<>();
        boolean numbered = group.stream().allMatch(line -> line.setId() >= 0 && numbers.add(line.setId()));
        return numbered
                ? group.stream().sorted(Comparator.comparing(TextLine::setId)).toList()
                : group;
    }
}
