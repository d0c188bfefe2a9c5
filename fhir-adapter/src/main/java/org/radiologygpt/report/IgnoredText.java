package org.radiologygpt.report;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parts of lines that a source profile takes for footers, signatures and dictation stamps. */
final class IgnoredText {

    record Range(int start, int end) {}

    private final List<Pattern> lines;
    private final List<Pattern> continuations;

    IgnoredText(List<Pattern> lines, List<Pattern> continuations) {
        this.lines = lines;
        this.continuations = continuations;
    }

    /** The first match of the first pattern that matches; continuations count only right after an ignored line. */
    Optional<Range> in(String line, boolean afterIgnored) {
        Optional<Range> range = first(lines, line);
        return range.isEmpty() && afterIgnored ? first(continuations, line) : range;
    }

    private static Optional<Range> first(List<Pattern> patterns, String line) {
        if (line.isBlank()) {
            return Optional.empty();
        }
        for (Pattern pattern : patterns) {
            Matcher matcher = pattern.matcher(line);
            boolean matched = pattern.pattern().startsWith("^") ? matcher.lookingAt() : matcher.find();
            if (matched && !matcher.group().isBlank()) {
                return Optional.of(new Range(matcher.start(), matcher.end()));
            }
        }
        return Optional.empty();
    }
}
