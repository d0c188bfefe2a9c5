package org.radiologygpt.deid;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A run of letters, or of digits, in a text.
 *
 * @param start offset of the first character
 * @param end offset behind the last
 * @param raw as written
 * @param folded as compared
 * @param word what our lists say of it
 * @param isWord false for digits
 * @param isCapitalised true where its first letter is one of capitals
 */
record Token(int start, int end, String raw, String folded, Word word, boolean isWord, boolean isCapitalised) {

    static List<Token> of(String text) {
        List<Token> tokens = new ArrayList<>(text.length() / 5 + 4);
        int at = 0;
        while (at < text.length()) {
            int end = runEnd(text, at);
            if (end > at) {
                tokens.add(of(at, end, text.substring(at, end)));
            }
            at = Math.max(end, at + Character.charCount(text.codePointAt(at)));
        }
        return tokens;
    }

    /** The folded runs of letters of a text. */
    static List<String> wordsOf(String text) {
        List<String> words = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int end = runEnd(text, at);
            if (end > at && Character.isLetter(text.codePointAt(at))) {
                words.add(Folding.fold(text.substring(at, end)));
            }
            at = Math.max(end, at + Character.charCount(text.codePointAt(at)));
        }
        return words;
    }

    private static Token of(int start, int end, String raw) {
        int first = raw.codePointAt(0);
        boolean isWord = Character.isLetter(first);
        boolean isCapitalised = Character.isUpperCase(first) || Character.isTitleCase(first);
        String folded = Folding.fold(raw);
        return new Token(start, end, raw, folded, isWord ? Word.of(folded) : Word.UNLISTED, isWord, isCapitalised);
    }

    private static int runEnd(String text, int start) {
        int first = text.codePointAt(start);
        boolean digits = Character.isDigit(first);
        if (!digits && !Character.isLetter(first)) {
            return start;
        }
        int at = start;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            if (!belongs(c, digits)) {
                return at;
            }
            at += Character.charCount(c);
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

    boolean isInitial() {
        return isCapitalised && folded.length() == 1 && Character.isUpperCase(raw.codePointAt(0));
    }

    /** True where nothing in it is written small. */
    boolean isCapitals() {
        for (int at = 0; at < raw.length(); at++) {
            char c = raw.charAt(at);
            if (c >= 128) {
                return raw.equals(raw.toUpperCase(Locale.ROOT));
            }
            if (c >= 'a' && c <= 'z') {
                return false;
            }
        }
        return true;
    }
}
