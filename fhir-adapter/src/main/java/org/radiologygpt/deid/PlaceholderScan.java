package org.radiologygpt.deid;

import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Walks what looks like placeholders in a text; an expression is tried only where a bracket or a kind's name stands. */
final class PlaceholderScan {
    private static final List<String> KINDS =
            Arrays.stream(PhiKind.values()).map(Enum::name).toList();
    private static final boolean[] FIRST_LETTERS = firstLetters();

    private final String text;
    private final Matcher matcher;
    private int from;

    PlaceholderScan(Pattern pattern, String text) {
        this.text = text;
        this.matcher = pattern.matcher(text).useTransparentBounds(true).useAnchoringBounds(false);
    }

    /** True where there is one more; {@link #match()} is it. */
    boolean next() {
        for (int at = from; at < text.length(); at++) {
            if (canBegin(at) && matcher.region(at, text.length()).lookingAt()) {
                from = matcher.end();
                return true;
            }
        }
        from = text.length();
        return false;
    }

    MatchResult match() {
        return matcher;
    }

    private boolean canBegin(int at) {
        char c = text.charAt(at);
        if (c == '[' || c == '(' || c == '{' || c == '<') {
            return true;
        }
        return c < FIRST_LETTERS.length && FIRST_LETTERS[c] && isKind(at);
    }

    private boolean isKind(int at) {
        for (String kind : KINDS) {
            if (text.regionMatches(true, at, kind, 0, kind.length())) {
                return true;
            }
        }
        return false;
    }

    private static boolean[] firstLetters() {
        boolean[] letters = new boolean[128];
        for (String kind : KINDS) {
            letters[kind.charAt(0)] = true;
            letters[Character.toLowerCase(kind.charAt(0))] = true;
        }
        return letters;
    }
}
