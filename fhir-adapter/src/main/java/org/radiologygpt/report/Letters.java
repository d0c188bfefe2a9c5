package org.radiologygpt.report;

import java.text.Normalizer;

/** Letters as headings compare them: without case and without accents, so {@code IMPRESIÓN} is {@code impresion}. */
final class Letters {
    private static final int TABLE = 0x180;
    private static final char[] FOLDED = table();

    private Letters() {}

    static char fold(char letter) {
        return letter < TABLE ? FOLDED[letter] : lower(letter);
    }

    /** Blanks inside a line, among them the no-break space. */
    static boolean isBlank(char c) {
        return c == ' ' || c > '\u009f' && Character.isSpaceChar(c) || c < ' ' && Character.isWhitespace(c);
    }

    /** An accent that stands as a character of its own after its letter. */
    static boolean isAccent(char c) {
        return c >= '\u0300' && c <= '\u036f';
    }

    /** Where the blanks from an index end. */
    static int afterBlanks(String line, int from) {
        int at = from;
        while (at < line.length() && isBlank(line.charAt(at))) {
            at++;
        }
        return at;
    }

    private static char[] table() {
        char[] folded = new char[TABLE];
        for (char c = 0; c < TABLE; c++) {
            folded[c] = lower(
                    Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFD).charAt(0));
        }
        return folded;
    }

    private static char lower(char letter) {
        return Character.toLowerCase(Character.toUpperCase(letter));
    }
}
