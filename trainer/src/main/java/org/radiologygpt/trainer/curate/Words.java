package org.radiologygpt.trainer.curate;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The words of a text for comparing and counting: runs of letters and digits, small letters. */
final class Words {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");

    private Words() {}

    static List<String> of(String text) {
        return WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .map(MatchResult::group)
                .toList();
    }

    /** One text for all that differ in nothing but case, punctuation and blanks. */
    static String key(String text) {
        return String.join(" ", of(text));
    }
}
