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
    /** Whether a kind's name begins with two letters, by {@link #pair}. */
    private static final boolean[] BEGINNINGS = beginnings();

    private static final int LETTERS = 31;
    private static final int BLANKS = 3;

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
            return opens(at);
        }
        return isLetter(c)
                && at + 1 < text.length()
                && BEGINNINGS[pair(c, text.charAt(at + 1))]
                && !isInsideWord(at)
                && isKind(at);
    }

    /** A kind's name, or capitals, behind a bracket and a few blanks. */
    private boolean opens(int bracket) {
        int at = bracket + 1;
        while (at < text.length() && at <= bracket + BLANKS && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at + 1 < text.length()
                && (Character.isUpperCase(text.codePointAt(at))
                        || BEGINNINGS[pair(text.charAt(at), text.charAt(at + 1))]);
    }

    /** Without brackets a placeholder is a word of its own. */
    private boolean isInsideWord(int at) {
        return at > 0 && (isLetter(text.charAt(at - 1)) || isDigit(text.charAt(at - 1)));
    }

    private boolean isKind(int at) {
        for (String kind : KINDS) {
            if (text.regionMatches(true, at, kind, 0, kind.length())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isLetter(char c) {
        return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean[] beginnings() {
        boolean[] beginnings = new boolean[(LETTERS + 1) * (LETTERS + 1)];
        for (String kind : KINDS) {
            beginnings[pair(kind.charAt(0), kind.charAt(1))] = true;
        }
        return beginnings;
    }

    /** Equal for two letters in either case; others may share it. */
    private static int pair(char first, char second) {
        return (first & LETTERS) * (LETTERS + 1) + (second & LETTERS);
    }
}
