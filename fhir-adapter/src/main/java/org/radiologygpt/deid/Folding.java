package org.radiologygpt.deid;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Brings spellings together: no case, no diacritics, no ligatures, no invisible characters. */
final class Folding {
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{M}\\p{Cf}]+");

    private Folding() {}

    static String fold(String text) {
        if (isPlain(text)) {
            return text.toLowerCase(Locale.ROOT);
        }
        String decomposed = Normalizer.normalize(text, Normalizer.Form.NFKD);
        return INVISIBLE
                .matcher(decomposed)
                .replaceAll("")
                .toLowerCase(Locale.ROOT)
                .replace("ß", "ss")
                .replace("ø", "o")
                .replace("æ", "ae")
                .replace("œ", "oe")
                .replace("ł", "l")
                .replace("đ", "d")
                .replace("ı", "i");
    }

    /** Only letters and digits, folded: how numbers with and without separators are compared. */
    static String compact(String text) {
        String folded = fold(text);
        StringBuilder compact = new StringBuilder(folded.length());
        for (int at = 0; at < folded.length(); at += Character.charCount(folded.codePointAt(at))) {
            if (Character.isLetterOrDigit(folded.codePointAt(at))) {
                compact.appendCodePoint(folded.codePointAt(at));
            }
        }
        return compact.toString();
    }

    private static boolean isPlain(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) >= 128) {
                return false;
            }
        }
        return true;
    }
}
