package org.radiologygpt.report;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.regex.Pattern;

/**
 * The regular expressions of an ignore list in their order. Of some fifty most lines need none: which may match is told
 * by the two characters that a line begins with, and kept for the next line that begins so. Thread-safe.
 */
final class IgnoreRules {
    private static final int ASCII = 128;

    private final List<IgnoreRule> rules;
    private final AtomicReferenceArray<List<IgnoreRule>> byStart = new AtomicReferenceArray<>(ASCII * ASCII);

    IgnoreRules(List<Pattern> patterns) {
        rules = patterns.stream().map(IgnoreRule::new).toList();
    }

    /** The first match of the first rule that matches a line, which begins with no blank. */
    Optional<IgnoredText.Range> first(String line) {
        for (IgnoreRule rule : candidates(line)) {
            Optional<IgnoredText.Range> range = rule.in(line);
            if (range.isPresent()) {
                return range;
            }
        }
        return Optional.empty();
    }

    private List<IgnoreRule> candidates(String line) {
        if (line.charAt(0) >= ASCII) {
            return rules;
        }
        int second = line.length() > 1 && line.charAt(1) < ASCII ? line.charAt(1) : 0;
        int key = line.charAt(0) * ASCII + second;
        List<IgnoreRule> known = byStart.get(key);
        if (known == null) {
            String start = line.substring(0, second == 0 ? 1 : 2);
            known = rules.stream().filter(rule -> rule.mayBeginWith(start)).toList();
            byStart.set(key, known);
        }
        return known;
    }
}
