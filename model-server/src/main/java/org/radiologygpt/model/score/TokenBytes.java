package org.radiologygpt.model.score;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.util.Arrays;

/** The UTF-8 bytes that a token stands for; they may be half a character. */
public final class TokenBytes {
    /** A token that stands for no text. */
    public static final TokenBytes NONE = new TokenBytes(new byte[0]);

    private final byte[] bytes;

    private TokenBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    public static TokenBytes of(byte[] bytes) {
        return new TokenBytes(bytes.clone());
    }

    public static TokenBytes of(String text) {
        return new TokenBytes(text.getBytes(UTF_8));
    }

    /** The bytes, each from 0 to 255. */
    public int[] values() {
        int[] values = new int[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            values[i] = bytes[i] & 0xff;
        }
        return values;
    }

    /** Whether they are whole characters. */
    public boolean whole() {
        return Arrays.equals(bytes, new String(bytes, UTF_8).getBytes(UTF_8));
    }

    /** The text; a byte that belongs to no whole character as {@code \xf0}, as OpenAI writes it. */
    public String text() {
        if (whole()) {
            return new String(bytes, UTF_8);
        }
        CharsetDecoder decoder = UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        StringBuilder text = new StringBuilder();
        while (in.hasRemaining()) {
            CoderResult result = decoder.decode(in, out, true);
            text.append(out.flip());
            out.clear();
            for (int broken = result.isError() ? result.length() : 0; broken > 0; broken--) {
                text.append(String.format("\\x%02x", in.get()));
            }
        }
        return text.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TokenBytes that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Without the text: it must not reach a log. */
    @Override
    public String toString() {
        return "TokenBytes[" + bytes.length + "]";
    }
}
