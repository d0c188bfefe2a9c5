package org.radiologygpt.report;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One of the examinations that a report covers: {@code CT HEAD} with its findings and impression before {@code CT CERVICAL
 * SPINE} with its own.
 *
 * @param sections its sections in order; those of all studies of a report are the report's
 */
public record Study(List<Section> sections) {
    private static final Set<SectionKind> BEFORE_FINDINGS = EnumSet.of(
            SectionKind.PROCEDURE,
            SectionKind.REQUEST,
            SectionKind.INDICATION,
            SectionKind.HISTORY,
            SectionKind.TECHNIQUE,
            SectionKind.COMPARISON);

    public Study {
        sections = List.copyOf(sections);
    }

    /** The name of the examination as the report states it; empty where it states none. */
    public String procedure() {
        return text(SectionKind.PROCEDURE).orElse("");
    }

    /** The text of all its sections of a kind, joined by a newline; empty where there is none. */
    public Optional<String> text(SectionKind kind) {
        return Section.text(sections, kind);
    }

    /**
     * The studies of a report. The next one begins with findings after an impression that had findings, or with a
     * procedure after findings, together with the technique, comparison and the like before it.
     */
    static List<Study> of(List<Section> sections) {
        List<Study> studies = new ArrayList<>();
        List<Section> current = new ArrayList<>();
        for (Section section : sections) {
            int start = startOfNext(current, section);
            if (start >= 0) {
                studies.add(new Study(current.subList(0, start)));
                current = new ArrayList<>(current.subList(start, current.size()));
            }
            current.add(section);
        }
        studies.add(new Study(current));
        return List.copyOf(studies);
    }

    /** Index of the first section of the next study where this section is its findings or impression, else -1. */
    private static int startOfNext(List<Section> current, Section section) {
        boolean findings = section.kind() == SectionKind.FINDINGS;
        if (!findings && section.kind() != SectionKind.IMPRESSION) {
            return -1;
        }
        int start = startOfPreface(current);
        List<Section> before = current.subList(0, start);
        boolean named = has(current.subList(start, current.size()), SectionKind.PROCEDURE);
        boolean complete = has(before, SectionKind.FINDINGS) && has(before, SectionKind.IMPRESSION);
        boolean begun = has(before, SectionKind.FINDINGS) || has(before, SectionKind.IMPRESSION);
        return findings && complete || named && begun ? start : -1;
    }

    private static int startOfPreface(List<Section> sections) {
        int start = sections.size();
        while (start > 0 && isPreface(sections.get(start - 1).kind())) {
            start--;
        }
        return start;
    }

    private static boolean isPreface(SectionKind kind) {
        return BEFORE_FINDINGS.contains(kind) || kind == SectionKind.IGNORED;
    }

    private static boolean has(List<Section> sections, SectionKind kind) {
        return sections.stream().anyMatch(section -> section.kind() == kind);
    }
}
