package org.radiologygpt.report;

import java.util.BitSet;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One regular expression of an ignore list, with a cheap test that tells most lines apart before it is tried: the
 * characters that a match can begin with, or the words that it must contain.
 */
final class IgnoreRule {
    private static final int ASCII = 128;
    private static final Pattern WORDS_FIRST = Pattern.compile("^(?:\\\\b)?([A-Za-z][A-Za-z ]{3,})(?![?*{])");

    private final Pattern pattern;
    private final boolean atStart;
    private final BitSet firstCharacters;
    private final Optional<String> words;

    private IgnoreRule(Pattern pattern) {
        this.pattern = pattern;
        this.atStart = pattern.pattern().startsWith("^") && !hasAlternatives(pattern.pattern());
        this.firstCharacters = atStart ? firstCharacters(pattern) : new BitSet();
        this.words = atStart ? Optional.empty() : words(pattern);
    }

    static IgnoreRule of(Pattern pattern) {
        return new IgnoreRule(pattern);
    }

    /** The first match in a line that begins with no blank. */
    Optional<IgnoredText.Range> in(String line) {
        if (!mayMatch(line)) {
            return Optional.empty();
        }
        Optional<MatchResult> match = BoundedText.match(pattern, atStart, line);
        return match.map(found -> new IgnoredText.Range(found.start(), found.end()))
                .filter(range -> !line.substring(range.start(), range.end()).isBlank());
    }

    private boolean mayMatch(String line) {
        if (atStart) {
            char first = line.charAt(0);
            return first >= ASCII || firstCharacters.get(first);
        }
        return words.isEmpty() || contains(line, words.get());
    }

    /** A failed try that did not look beyond the first character fails whatever follows it. */
    private static BitSet firstCharacters(Pattern pattern) {
        BitSet possible = new BitSet(ASCII);
        for (int c = 0; c < ASCII; c++) {
            Matcher matcher = pattern.matcher(String.valueOf((char) c));
            possible.set(c, matcher.lookingAt() || matcher.hitEnd());
        }
        return possible;
    }

    private static Optional<String> words(Pattern pattern) {
        Matcher first = WORDS_FIRST.matcher(pattern.pattern());
        return hasAlternatives(pattern.pattern()) || !first.find() ? Optional.empty() : Optional.of(first.group(1));
    }

    private static boolean contains(String line, String words) {
        char first = Letters.fold(words.charAt(0));
        for (int at = 0; at <= line.length() - words.length(); at++) {
            if (Letters.fold(line.charAt(at)) == first && line.regionMatches(true, at, words, 0, words.length())) {
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
