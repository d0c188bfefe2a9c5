package org.radiologygpt.report;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.radiologygpt.report.HeadingLine.Context;
import org.radiologygpt.report.HeadingLine.Found;

/**
 * Divides the plain text of a report into sections by its headings, and sets lines that a source profile ignores apart.
 *
 * <p>Nothing is lost: every non-blank character of the text is in the text of a section or in a recognised heading.
 * Takes time linear to the text, whatever stands in it. Thread-safe.
 */
public final class SectionFinder {
    /** What follows the line that names the next study of a report. */
    private static final Set<SectionKind> AFTER_STUDY = EnumSet.of(
            SectionKind.REQUEST,
            SectionKind.INDICATION,
            SectionKind.HISTORY,
            SectionKind.TECHNIQUE,
            SectionKind.COMPARISON,
            SectionKind.FINDINGS);

    private final Pieces pieces;
    private final HeadingLine headings;
    private final StudyWords studies = new StudyWords();
    private final IgnoredText ignored;

    /** Finds sections by the languages, headings and ignore lines of one source. */
    public SectionFinder(SourceProfile profile) {
        HeadingTable table = HeadingTable.of(profile.languages(), profile.ownHeadings());
        pieces = new Pieces(table);
        headings = new HeadingLine(table, studies);
        ignored = new IgnoredText(profile.ignoreLines(), profile.ignoreContinuations());
    }

    /** The sections of a text, in its order; text before the first heading is {@link SectionKind#UNSECTIONED}. */
    public List<Section> find(String text) {
        return find(text, SectionKind.UNSECTIONED);
    }

    /** The same for text that a code already names: what stands before the first heading is of that kind. */
    public List<Section> find(String text, SectionKind kind) {
        return passages(text, kind).stream()
                .filter(passage -> !passage.text().isBlank())
                .map(passage -> new Section(passage.kind(), passage.text()))
                .toList();
    }

    /** The sections with the headings that opened them. */
    public List<Passage> passages(String text, SectionKind kind) {
        Passages passages = new Passages(kind, text.length());
        List<String> lines = pieces.of(text);
        for (int i = 0; i < lines.size(); i++) {
            read(lines, i, passages);
        }
        // Let go before the last passage is copied: a text may be of megabytes.
        lines.clear();
        return passages.all();
    }

    private void read(List<String> lines, int i, Passages passages) {
        String line = lines.get(i);
        boolean beforeText = i + 1 < lines.size() && !lines.get(i + 1).isBlank();
        Optional<Found> found = headings.find(line, new Context(passages.open(), passages.atBreak(), beforeText));
        if (found.isPresent()) {
            int end = found.get().end();
            passages.open(found.get().kind(), line.substring(0, end));
            body(line.substring(end).stripLeading(), passages);
            return;
        }
        if (passages.open() != SectionKind.PROCEDURE && namesStudy(lines, i, passages.atBreak())) {
            passages.open(SectionKind.PROCEDURE, "");
        }
        body(line, passages);
    }

    /** A line that is the name of an examination, and the headings of that examination follow. */
    private boolean namesStudy(List<String> lines, int i, boolean atBreak) {
        String line = lines.get(i);
        if (!atBreak || !studies.isStudy(line, LineStart.of(line).end())) {
            return false;
        }
        int next = i + 1;
        while (next < lines.size() && lines.get(next).isBlank()) {
            next++;
        }
        Context context = new Context(SectionKind.PROCEDURE, true, true);
        return next < lines.size()
                && headings.find(lines.get(next), context)
                        .filter(found -> AFTER_STUDY.contains(found.kind()))
                        .isPresent();
    }

    private void body(String line, Passages passages) {
        Optional<IgnoredText.Range> range = ignored.in(line, passages.afterIgnored());
        if (range.isEmpty()) {
            passages.add(line);
            return;
        }
        String before = line.substring(0, range.get().start());
        String after = line.substring(range.get().end());
        if (!before.isBlank()) {
            passages.add(before);
        }
        passages.ignore(line.substring(range.get().start(), range.get().end()));
        if (!after.isBlank()) {
            passages.add(after);
        }
    }
}
