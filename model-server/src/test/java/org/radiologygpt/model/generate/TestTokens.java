package org.radiologygpt.model.generate;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.radiologygpt.model.score.TokenBytes;

/** One token a byte, 256 ends a text, 257 begins it. */
public class TestTokens implements Tokens {
    static final int END = 256;
    static final int BEGIN = 257;
    static final int VOCABULARY = 258;

    @Override
    public int[] encode(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        int[] ids = new int[bytes.length + 1];
        ids[0] = BEGIN;
        for (int i = 0; i < bytes.length; i++) {
            ids[i + 1] = bytes[i] & 0xff;
        }
        return ids;
    }

    @Override
    public String decode(int[] ids) {
        return text(ids);
    }

    static String text(int[] ids) {
        byte[] bytes = new byte[ids.length];
        int length = 0;
        for (int id : ids) {
            if (id < END) {
                bytes[length++] = (byte) id;
            }
        }
        return new String(bytes, 0, length, UTF_8);
    }

    @Override
    public TokenBytes bytes(int id) {
        return id < END ? TokenBytes.of(new byte[] {(byte) id}) : TokenBytes.of(id == END ? "</s>" : "<s>");
    }

    @Override
    public boolean ends(int id) {
        return id == END;
    }

    @Override
    public void close() {}
}
