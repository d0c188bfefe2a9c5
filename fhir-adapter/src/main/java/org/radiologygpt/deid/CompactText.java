package org.radiologygpt.deid;

import java.util.List;

/** The letters and digits of a text, folded and without anything between them, and where each stood. */
final class CompactText {
    private static final int NEAR = 3;
    private static final int INDENTED = 12;

    private final Text text;
    private final String signs;
    /** Offsets of the first character and behind the last of the token of each sign. */
    private final int[] starts;

    private final int[] ends;

    CompactText(Text text) {
        this.text = text;
        List<Token> tokens = text.tokens();
        StringBuilder all = new StringBuilder(text.value().length());
        for (Token token : tokens) {
            all.append(token.folded());
        }
        signs = all.toString();
        starts = new int[signs.length() + 1];
        ends = new int[signs.length() + 1];
        int at = 0;
        for (Token token : tokens) {
            at = place(token, at);
        }
        starts[at] = text.value().length() + INDENTED;
        ends[at] = starts[at];
    }

    /** Folding may change the number of letters; then each stands for the whole token. */
    private int place(Token token, int at) {
        int length = token.folded().length();
        boolean same = length == token.raw().length();
        for (int i = 0; i < length; i++) {
            starts[at + i] = same ? token.start() + i : token.start();
            ends[at + i] = same ? token.start() + i + 1 : token.end();
        }
        return at + length;
    }

    String signs() {
        return signs;
    }

    /** True where nothing stands before the sign that belongs to it. */
    boolean isPieceStart(int sign) {
        return sign == 0 || sign == signs.length() || !isGlued(sign);
    }

    boolean isGlued(int sign) {
        return sign > 0 && sign < signs.length() && starts[sign] <= ends[sign - 1];
    }

    /** True where a dash or nothing is before the sign. */
    boolean isDashed(int sign) {
        return isGlued(sign)
                || starts[sign] - ends[sign - 1] == 1 && text.value().charAt(ends[sign - 1]) == '-';
    }

    /** True where little is before the sign, or the break of a line. */
    boolean isNear(int sign) {
        int gap = starts[sign] - ends[sign - 1];
        return gap <= NEAR
                || gap <= INDENTED
                        && text.value().substring(ends[sign - 1], starts[sign]).isBlank();
    }

    int pieceStart(int sign) {
        int at = sign;
        while (at > 0 && isGlued(at) && isDigit(at) == isDigit(at - 1)) {
            at--;
        }
        return at;
    }

    int pieceEnd(int sign) {
        int at = sign;
        while (at < signs.length() && isGlued(at) && isDigit(at) == isDigit(at - 1)) {
            at++;
        }
        return at;
    }

    /** True for the digits of {@code 3.1415} and {@code 12,345.6}, and before a unit. */
    boolean isDecimal(int first, int end) {
        String value = text.value();
        int start = starts[first];
        int stop = ends[end - 1];
        boolean before = start > 1 && value.charAt(start - 1) == '.' && Character.isDigit(value.charAt(start - 2));
        boolean behind =
                stop + 1 < value.length() && value.charAt(stop) == '.' && Character.isDigit(value.charAt(stop + 1));
        return before || behind;
    }

    Span span(int first, int end, PhiKind kind, String identity) {
        return new Span(starts[first], ends[end - 1], kind, identity);
    }

    private boolean isDigit(int sign) {
        return Character.isDigit(signs.charAt(sign));
    }
}
