package org.radiologygpt.model.generate;

import java.util.Arrays;

/**
 * Turns ids into text one at a time, without ever giving half a UTF-8 character.
 *
 * <p>One token's text depends on its neighbours: a byte-level token may be part of a character, a SentencePiece token's
 * leading space disappears at a text's start. So each piece is the difference of two decodings that share their left
 * context, and it is held back while the longer one ends in U+FFFD, the sign of an unfinished character. A token without
 * text (a special one) stays pending, as it would be no context for the next.
 */
final class TextStream {
    /** Tokens of the prompt that the first piece is decoded with: longer than any character. */
    private static final int CONTEXT = 5;

    private static final char UNFINISHED = '\uFFFD';

    private final Tokens tokens;
    private int[] ids;
    private int length;
    private int context;
    private int given;

    TextStream(Tokens tokens, int[] prompt) {
        this.tokens = tokens;
        this.ids = Arrays.copyOfRange(prompt, Math.max(0, prompt.length - CONTEXT), prompt.length + 64);
        this.length = Math.min(CONTEXT, prompt.length);
        this.given = length;
    }

    /** The text that is certain with one more token; often a word, sometimes nothing. */
    String add(int id) {
        if (length == ids.length) {
            ids = Arrays.copyOf(ids, 2 * length);
        }
        ids[length++] = id;
        String text = pending();
        if (text.isEmpty() || text.charAt(text.length() - 1) == UNFINISHED) {
            return "";
        }
        advance();
        return text;
    }

    /** What is still held back, at the end of the answer. */
    String finish() {
        String text = pending();
        advance();
        return text;
    }

    private String pending() {
        String before = tokens.decode(Arrays.copyOfRange(ids, context, given));
        String after = tokens.decode(Arrays.copyOfRange(ids, context, length));
        return after.length() > before.length() ? after.substring(before.length()) : "";
    }

    private void advance() {
        context = given;
        given = length;
    }
}
