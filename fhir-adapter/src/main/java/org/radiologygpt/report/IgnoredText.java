package org.radiologygpt.report;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The parts of lines that a source profile takes for footers, signatures and dictation stamps. */
final class IgnoredText {

    record Range(int start, int end) {
        private Range plus(int offset) {
            return new Range(start + offset, end + offset);
        }
    }

    private final IgnoreRules lines;
    private final IgnoreRules continuations;

    IgnoredText(List<Pattern> lines, List<Pattern> continuations) {
        this.lines = new IgnoreRules(lines);
        this.continuations = new IgnoreRules(continuations);
    }

    /**
     * The first match of the first pattern that matches, tried on the line without the blanks before it; continuations
     * count only right after an ignored line.
     */
    Optional<Range> in(String line, boolean afterIgnored) {
        int indent = Letters.afterBlanks(line, 0);
        if (indent == line.length()) {
            return Optional.empty();
        }
        String words = line.substring(indent);
        Optional<Range> range = lines.first(words);
        return (range.isEmpty() && afterIgnored ? continuations.first(words) : range).map(found -> found.plus(indent));
    }
}
