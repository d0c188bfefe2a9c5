package org.radiologygpt.model.generate;

import org.radiologygpt.model.score.TokenBytes;

/** Text to token ids and back; thread-safe. */
interface Tokens extends AutoCloseable {

    /** The ids of a prompt, with the beginning-of-text token where the model wants one. */
    int[] encode(String text);

    /** The text of a sequence of ids; special tokens give none, a half UTF-8 character gives U+FFFD. */
    String decode(int[] ids);

    /** What one token stands for, maybe half a character; none for an id that is no token. */
    TokenBytes bytes(int id);

    /** Whether an id ends a text. */
    boolean ends(int id);

    @Override
    void close();
}
