package org.radiologygpt.trainer.gather;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * The same words in one form: composed characters (NFC), one kind of blank and of line end, no blanks in a row or at a line's
 * end, no two empty lines in a row. Words, case, punctuation and line breaks stay: the model meets them when it is used.
 */
final class PlainText {
    private static final Pattern LINE_END = Pattern.compile("\\r\\n?|[\\u0085\\u2028\\u2029]");
    private static final Pattern BLANKS = Pattern.compile("[\\p{Zs}\\t\\x0b\\f\\p{Cc}&&[^\\n]]+");
    private static final Pattern INVISIBLE = Pattern.compile("\\p{Cf}");
    private static final Pattern AROUND_LINE_END = Pattern.compile(" ?\\n ?");
    private static final Pattern EMPTY_LINES = Pattern.compile("\\n{3,}");

    private PlainText() {}

    static String of(String text) {
        String lines = LINE_END.matcher(composed(text)).replaceAll("\n");
        String spaced =
                AROUND_LINE_END.matcher(BLANKS.matcher(lines).replaceAll(" ")).replaceAll("\n");
        return EMPTY_LINES.matcher(spaced).replaceAll("\n\n").strip();
    }

    /** False where characters were lost while decoding, or half of one stands alone, which no file can hold. */
    static boolean isWhole(String text) {
        return text.indexOf('\ufffd') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    private static String composed(String text) {
        return INVISIBLE
                .matcher(Normalizer.normalize(text, Normalizer.Form.NFC))
                .replaceAll("");
    }
}
