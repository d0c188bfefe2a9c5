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

    private final List<IgnoreRule> lines;
    private final List<IgnoreRule> continuations;

    IgnoredText(List<Pattern> lines, List<Pattern> continuations) {
        this.lines = lines.stream().map(IgnoreRule::of).toList();
        this.continuations = continuations.stream().map(IgnoreRule::of).toList();
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
        Optional<Range> range = first(lines, words);
        return (range.isEmpty() && afterIgnored ? first(continuations, words) : range).map(found -> found.plus(indent));
    }

    private static Optional<Range> first(List<IgnoreRule> rules, String line) {
        for (IgnoreRule rule : rules) {
            Optional<Range> range = rule.in(line);
            if (range.isPresent()) {
                return range;
            }
        }
        return Optional.empty();
    }
}
