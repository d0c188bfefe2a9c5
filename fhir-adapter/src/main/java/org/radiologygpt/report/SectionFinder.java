package org.radiologygpt.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.radiologygpt.report.HeadingLine.Context;
import org.radiologygpt.report.HeadingLine.Found;
import org.radiologygpt.report.HeadingTable.Hit;

/**
 * Divides the plain text of a report into sections by its headings, and sets lines that a source profile ignores apart.
 *
 * <p>Nothing is lost: every non-blank character of the text is in the text of a section or in a recognised heading.
 * Thread-safe.
 */
public final class SectionFinder {
    private static final Pattern LINE_END = Pattern.compile("\r\n|[\n\r\f\u000b\u0085\u2028\u2029]");

    private final HeadingTable table;
    private final HeadingLine headingLine;
    private final IgnoredText ignored;

    /** Finds sections by the headings and ignore lines of one source. */
    public SectionFinder(SourceProfile profile) {
        table = HeadingTable.with(profile.headings());
        headingLine = new HeadingLine(table);
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
        Passages passages = new Passages(kind);
        List<String> lines = pieces(text);
        for (int i = 0; i < lines.size(); i++) {
            boolean beforeText = i + 1 < lines.size() && !lines.get(i + 1).isBlank();
            read(lines.get(i), beforeText, passages);
        }
        return passages.all();
    }

    private void read(String line, boolean beforeText, Passages passages) {
        Optional<Found> found = headingLine.find(line, new Context(passages.atBreak(), beforeText));
        if (found.isPresent()) {
            int end = found.get().end();
            passages.open(found.get().kind(), line.substring(0, end));
            body(line.substring(end).stripLeading(), passages);
        } else {
            body(line, passages);
        }
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

    /** Lines, divided again before each heading that stands inside one. */
    private List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        for (String line : LINE_END.split(text, -1)) {
            int from = 0;
            for (Optional<Hit> hit = table.inline(line, 0);
                    hit.isPresent();
                    hit = table.inline(line, hit.get().end())) {
                if (dividesLine(line, hit.get())) {
                    pieces.add(line.substring(from, hit.get().start()));
                    from = hit.get().start();
                }
            }
            pieces.add(line.substring(from));
        }
        return pieces;
    }

    /** All capitals, or the two sections that matter most: a capitalised word and a colon after a sentence is no prose. */
    private static boolean dividesLine(String line, Hit hit) {
        String words = line.substring(hit.start(), hit.end());
        boolean capitals = words.length() > 2 && words.chars().noneMatch(Character::isLowerCase);
        boolean main =
                hit.heading().kind() == SectionKind.FINDINGS || hit.heading().kind() == SectionKind.IMPRESSION;
        return capitals || main && Character.isUpperCase(words.charAt(0));
    }
}
