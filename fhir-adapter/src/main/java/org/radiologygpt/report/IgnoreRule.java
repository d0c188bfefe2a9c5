package org.radiologygpt.report;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One regular expression of an ignore list, with cheap tests that tell most lines apart before it is tried: how a line
 * that it matches can begin, or the words that it must contain.
 */
final class IgnoreRule {
    private static final Pattern WORDS_FIRST = Pattern.compile("^(?:\\\\b)?([A-Za-z][A-Za-z ]{3,})(?![?*{])");

    private final Pattern pattern;
    private final boolean atStart;
    private final Optional<String> words;

    IgnoreRule(Pattern pattern) {
        this.pattern = pattern;
        this.atStart = pattern.pattern().startsWith("^") && !hasAlternatives(pattern.pattern());
        this.words = atStart ? Optional.empty() : words(pattern);
    }

    /** False where no line that begins so matches: a failed try that did not look beyond fails whatever follows. */
    boolean mayBeginWith(String start) {
        if (!atStart) {
            return true;
        }
        Matcher matcher = pattern.matcher(start);
        return matcher.lookingAt() || matcher.hitEnd();
    }

    /** The first match in a line. */
    Optional<IgnoredText.Range> in(String line) {
        if (words.isPresent() && !contains(line, words.get())) {
            return Optional.empty();
        }
        Optional<MatchResult> match = BoundedText.match(pattern, atStart, line);
        return match.map(found -> new IgnoredText.Range(found.start(), found.end()))
                .filter(range -> !line.substring(range.start(), range.end()).isBlank());
    }

    private static Optional<String> words(Pattern pattern) {
        Matcher first = WORDS_FIRST.matcher(pattern.pattern());
        return hasAlternatives(pattern.pattern()) || !first.find() ? Optional.empty() : Optional.of(first.group(1));
    }

    private static boolean contains(String line, String words) {
        char first = Letters.fold(words.charAt(0));
        char second = Letters.fold(words.charAt(1));
        for (int at = 0; at <= line.length() - words.length(); at++) {
            if (Letters.fold(line.charAt(at)) == first
                    && Letters.fold(line.charAt(at + 1)) == second
                    && line.regionMatches(true, at, words, 0, words.length())) {
                return true;
            }
        }
        return false;
    }

    /** An alternative outside all brackets. */
    private static boolean hasAlternatives(String regex) {
        int depth = 0;
        for (int i = 0; i < regex.length(); i++) {
            switch (regex.charAt(i)) {
                case '\\' -> i++;
                case '(', '[' -> depth++;
                case ')', ']' -> depth--;
                case '|' -> {
                    if (depth == 0) {
                        return true;
                    }
                }
                default -> {}
            }
        }
        return false;
    }
}
