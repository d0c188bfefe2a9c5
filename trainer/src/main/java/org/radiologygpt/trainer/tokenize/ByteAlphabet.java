package org.radiologygpt.trainer.tokenize;

import java.nio.charset.StandardCharsets;

/**
 * GPT-2's map of the 256 byte values onto visible characters, so that a byte string can stand in JSON. Bytes that are
 * visible in Latin-1 stand for themselves, the others for the characters from U+0100 on.
 */
final class ByteAlphabet {
    private static final char[] SYMBOLS = symbols();

    private ByteAlphabet() {}

    /** The character of one byte. */
    static char symbol(int unsignedByte) {
        return SYMBOLS[unsignedByte];
    }

    /** The UTF-8 bytes of a text, as characters of the alphabet. */
    static String encode(String text) {
        StringBuilder symbols = new StringBuilder();
        for (byte value : text.getBytes(StandardCharsets.UTF_8)) {
            symbols.append(SYMBOLS[value & 0xff]);
        }
        return symbols.toString();
    }

    private static char[] symbols() {
        char[] symbols = new char[256];
        char next = 256;
        for (int value = 0; value < symbols.length; value++) {
            symbols[value] = isVisible(value) ? (char) value : next++;
        }
        return symbols;
    }

    private static boolean isVisible(int value) {
        return value >= '!' && value <= '~' || value >= 0xa1 && value <= 0xac || value >= 0xae;
    }
}
