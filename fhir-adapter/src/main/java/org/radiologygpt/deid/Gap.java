package org.radiologygpt.deid;

/** What stands between two tokens, as far as it tells whether they belong together. */
enum Gap {
    NONE,
    SPACE,
    COMMA,
    /** A full stop with nothing behind it: {@code J.R.} */
    PERIOD,
    HYPHEN,
    APOSTROPHE,
    CARET,
    /** The end of a line, in the middle of a sentence for all we know. */
    BREAK,
    SLASH,
    BRACKET,
    COLON,
    OTHER,
    /** A full stop, and more behind it: the end of a sentence, or of an abbreviation. */
    STOP,
    /** Two blanks or more: another column. */
    COLUMN,
    /** A blank line, or a sentence that ends with its line. */
    PARAGRAPH;

    private static final int READ = 12;

    /** The gap between two offsets of a text. */
    static Gap of(String text, int start, int end) {
        if (start >= end) {
            return NONE;
        }
        Gap gap = NONE;
        int blanks = 0;
        for (int at = start; at < Math.min(end, start + READ); at++) {
            Gap one = of(text.charAt(at), at + 1 < end);
            blanks += one == SPACE ? 1 : 0;
            gap = one == BREAK && (gap == BREAK || gap == STOP || gap == PARAGRAPH) ? PARAGRAPH : later(gap, one);
        }
        return gap == SPACE && blanks > 1 ? COLUMN : gap;
    }

    private static Gap later(Gap one, Gap other) {
        return one.ordinal() >= other.ordinal() ? one : other;
    }

    private static Gap of(char c, boolean more) {
        return switch (c) {
            case ' ', '\t' -> SPACE;
            case '\n' -> BREAK;
            case '\r' -> SPACE;
            case ',' -> COMMA;
            case '.' -> more ? STOP : PERIOD;
            case '!', '?', ';' -> STOP;
            case '-', '‐', '‑', '–' -> HYPHEN;
            case '\'', '’', '`' -> APOSTROPHE;
            case ':' -> COLON;
            case '/' -> SLASH;
            case '^' -> CARET;
            case '(', ')', '[', ']' -> BRACKET;
            default -> OTHER;
        };
    }

    boolean endsLine() {
        return this == BREAK || this == PARAGRAPH;
    }
}
