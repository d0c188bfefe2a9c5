package org.radiologygpt.hl7v2;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Characters given as hexadecimal bytes, as in the escape sequence {@code \Xhh…\}. */
final class HexText {
    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f]");

    private HexText() {}

    /**
     * Text of the bytes in the message's encoding. UTF-8 inside a message of one byte a character is UTF-8 still.
     *
     * @param digits pairs of hexadecimal digits, a blank allowed between pairs
     * @return empty where they are no such pairs
     */
    static Optional<String> read(String digits, Charset charset) {
        return bytes(digits)
                .map(bytes -> Stream.of(charset, UTF_8, ISO_8859_1)
                        .sorted((one, other) ->
                                Boolean.compare(Decoding.isSingleByte(one), Decoding.isSingleByte(other)))
                        .flatMap(candidate -> Decoding.strict(bytes, candidate).stream())
                        .findFirst()
                        .orElseThrow())
                .map(text -> CONTROL.matcher(text).replaceAll(" "));
    }

    /** The bytes, or empty where the text is not pairs of hexadecimal digits. */
    static Optional<byte[]> bytes(String digits) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(digits.length() / 2 + 1);
        for (int i = 0; i < digits.length(); i++) {
            if (Character.isWhitespace(digits.charAt(i)) && i > 0) {
                continue;
            }
            int high = Character.digit(digits.charAt(i), 16);
            int low = i + 1 < digits.length() ? Character.digit(digits.charAt(++i), 16) : -1;
            if (high < 0 || low < 0) {
                return Optional.empty();
            }
            bytes.write(high << 4 | low);
        }
        return bytes.size() == 0 ? Optional.empty() : Optional.of(bytes.toByteArray());
    }
}
