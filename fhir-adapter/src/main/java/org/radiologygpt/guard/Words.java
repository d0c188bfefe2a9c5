package org.radiologygpt.guard;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ObjIntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words as they are compared: folded, plural {@code s} stripped. */
final class Words {
    private static final Pattern WORD = Pattern.compile("[\\p{L}][\\p{L}\\p{M}]*|\\d+(?:\\.\\d+)?|[^\\s\\p{L}\\d]");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    private Words() {}

    /** The words of a text in order, punctuation marks as words of their own. */
    static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        read(text, (word, start) -> words.add(normal(word)));
        return words;
    }

    /** Each word as written, with its place. */
    static void read(String text, ObjIntConsumer<String> words) {
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            words.accept(matcher.group(), matcher.start());
        }
    }

    /** The words of a table, divided by blanks and line breaks. */
    static Set<String> set(String words) {
        return Set.of(words.strip().split("\\s+"));
    }

    static String normal(String word) {
        String folded = fold(word);
        if (folded.length() < 4
                || !folded.endsWith("s")
                || folded.endsWith("ss")
                || folded.endsWith("us")
                || folded.endsWith("is")) {
            return folded;
        }
        if (folded.endsWith("ies") && folded.length() > 4) {
            return folded.substring(0, folded.length() - 3) + "y";
        }
        return folded.endsWith("sses") || folded.endsWith("xes")
                ? folded.substring(0, folded.length() - 2)
                : folded.substring(0, folded.length() - 1);
    }

    static String fold(String text) {
        return isAscii(text) ? text.toLowerCase(Locale.ROOT) : folded(text);
    }

    private static boolean isAscii(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static String folded(String text) {
        return MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
    }
}
