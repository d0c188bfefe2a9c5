package org.radiologygpt.trainer.synthetic;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** English: articles before vowels, capitals at the start of sentences, single spaces. */
final class Wording {
    private static final Pattern ARTICLE_BEFORE_VOWEL =
            Pattern.compile("(?<![Tt]ype )\\b([Aa]) (?=[aeio]|8|11 |18 |un[^i])");
    private static final Pattern ARTICLE_BEFORE_CONSONANT = Pattern.compile("\\b([Aa])n (?=[bcdfgjklmnpqrstvwxyz])");
    private static final Pattern SENTENCE_START = Pattern.compile("(^|[.:] |\\n)([a-z])");
    private static final Pattern SPACES = Pattern.compile(" {2,}");
    private static final Pattern SPACE_BEFORE_STOP = Pattern.compile(" +(?=[.,;])");

    private Wording() {}

    static String polish(String text) {
        String spaced = SPACE_BEFORE_STOP
                .matcher(SPACES.matcher(text).replaceAll(" "))
                .replaceAll("")
                .strip();
        String articles = ARTICLE_BEFORE_CONSONANT
                .matcher(ARTICLE_BEFORE_VOWEL.matcher(spaced).replaceAll("$1n "))
                .replaceAll("$1 ");
        return SENTENCE_START
                .matcher(articles)
                .replaceAll(start ->
                        Matcher.quoteReplacement(start.group(1) + start.group(2).toUpperCase(Locale.ROOT)));
    }

    /** The sentence with its final stop. */
    static String closed(String text) {
        return text.endsWith(".") ? text : text + ".";
    }

    static String open(String text) {
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }
}
