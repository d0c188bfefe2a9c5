package org.radiologygpt.hl7v2;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.radiologygpt.report.Section;
import org.radiologygpt.report.SectionFinder;
import org.radiologygpt.report.SectionKind;

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

    private record Line(String group, String setId, StringBuilder text) {}

    private final Handling handling;
    private final SectionKind kind;
    private final List<Line> lines = new ArrayList<>();

    TextBlock(Handling handling, SectionKind kind) {
        this.handling = handling;
        this.kind = kind;
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    boolean isCoded(SectionKind other) {
        return handling == Handling.CODED && kind == other;
    }

    /**
     * Adds one OBX.
     *
     * @param group OBX-4; empty for the group of the line before
     * @param setId OBX-1
     */
    void add(String group, String setId, String text) {
        String of = group.isEmpty() && !lines.isEmpty()
                ? lines.get(lines.size() - 1).group()
                : group;
        lines.add(new Line(of, setId, new StringBuilder(text)));
    }

    /** Adds a note to the line before. */
    void append(String note) {
        lines.get(lines.size() - 1).text().append('\n').append(note);
    }

    List<Section> sections(SectionFinder finder, Warnings warnings) {
        String text = ordered(warnings).stream().map(Line::text).collect(Collectors.joining("\n"));
        if (text.isBlank()) {
            return List.of();
        }
        return switch (handling) {
            case VERBATIM -> List.of(new Section(kind, text));
            case SEARCHED -> finder.find(text);
            case CODED -> coded(text, finder);
        };
    }

    /** A whole report under the code of its findings: what stands before its own findings heading is none. */
    private List<Section> coded(String text, SectionFinder finder) {
        boolean ownHeading = kind == SectionKind.FINDINGS
                && finder.passages(text, SectionKind.UNSECTIONED).stream()
                        .anyMatch(passage -> passage.kind() == SectionKind.FINDINGS);
        return finder.find(text, ownHeading ? SectionKind.UNSECTIONED : kind);
    }

    /** By group in order of appearance, within it by set id where every line has one of its own. */
    private List<Line> ordered(Warnings warnings) {
        Map<String, List<Line>> groups =
                lines.stream().collect(Collectors.groupingBy(Line::group, LinkedHashMap::new, Collectors.toList()));
        List<Line> ordered = groups.values().stream()
                .flatMap(group -> bySetId(group).stream())
                .toList();
        if (!ordered.equals(lines)) {
            warnings.note(ReadWarning.LINES_REORDERED);
        }
        return ordered;
    }

    private static List<Line> bySetId(List<Line> group) {
        boolean numbered = group.stream().allMatch(line -> line.setId().matches("\\d{1,6}"));
        if (!numbered || group.stream().map(Line::setId).distinct().count() < group.size()) {
            return group;
        }
        return group.stream()
                .sorted(Comparator.comparing(line -> Integer.parseInt(line.setId())))
                .toList();
    }
}
