package org.radiologygpt.deid;

import java.util.ArrayList;
import java.util.List;

/**
 * A run of letters, or of digits, in a text.
 *
 * @param start offset of the first character
 * @param end offset behind the last
 * @param raw as written
 * @param folded as compared
 */
record Token(int start, int end, String raw, String folded) {

    static List<Token> of(String text) {
        List<Token> tokens = new ArrayList<>(text.length() / 5 + 4);
        int at = 0;
        while (at < text.length()) {
            int end = runEnd(text, at);
            if (end > at) {
                String raw = text.substring(at, end);
                tokens.add(new Token(at, end, raw, Folding.fold(raw)));
            }
            at = Math.max(end, at + Character.charCount(text.codePointAt(at)));
        }
        return tokens;
    }

    private static int runEnd(String text, int start) {
        boolean digits = Character.isDigit(text.codePointAt(start));
        if (!digits && !Character.isLetter(text.codePointAt(start))) {
            return start;
        }
        int at = start;
        while (at < text.length() && belongs(text.codePointAt(at), digits)) {
            at += Character.charCount(text.codePointAt(at));
        }
        return at;
    }

    private static boolean belongs(int c, boolean digits) {
        if (digits) {
            return Character.isDigit(c);
        }
        if (c < 128) {
            return Character.isLetter(c);
        }
        int type = Character.getType(c);
        return Character.isLetter(c)
                || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.FORMAT;
    }

    boolean isCapitalised() {
        return Character.isUpperCase(raw.codePointAt(0)) || Character.isTitleCase(raw.codePointAt(0));
    }

    boolean isInitial() {
        return folded.length() == 1 && Character.isUpperCase(raw.codePointAt(0));
    }

    boolean isWord() {
        return Character.isLetter(raw.codePointAt(0));
    }
}
