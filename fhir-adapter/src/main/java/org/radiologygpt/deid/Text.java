package org.radiologygpt.deid;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A text and its tokens.
 *
 * @param value the text
 * @param tokens its runs of letters and of digits
 */
record Text(String value, List<Token> tokens) {
    private static final Pattern SENTENCE_BREAK = Pattern.compile("(?s).*[.!?:;\\n].*|.*\\n\\s*\\n.*");

    static Text of(String value) {
        return new Text(value, Token.of(value));
    }

    /** What stands between two tokens. */
    String between(int first, int second) {
        int start = tokens.get(first).end();
        int end = tokens.get(second).start();
        return end - start == 1 && value.charAt(start) == ' ' ? " " : value.substring(start, end);
    }

    /** What stands between a token and the one before it; a line break where there is none. */
    String before(int token) {
        return token == 0 ? "\n" : between(token - 1, token);
    }

    /** What stands behind a token up to the next; empty at the end. */
    String behind(int token) {
        return token + 1 >= tokens.size() ? "" : between(token, token + 1);
    }

    boolean startsSentence(int token) {
        return token == 0 || SENTENCE_BREAK.matcher(cut(before(token))).matches();
    }

    private static String cut(String gap) {
        return gap.length() > 40 ? gap.substring(0, 40) + "\n" : gap;
    }
}
