package org.radiologygpt.trainer.evaluate;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.tartarus.snowball.ext.PorterStemmer;

/** How ROUGE cuts a text into words: letters and digits in lower case, with or without Porter's stemmer. */
enum RougeWords {
    PLAIN,

    /** Words of more than three letters stemmed, as ROUGE-1.5.5 with {@code -m} does. */
    STEMMED;

    private static final int SHORT = 3;

    List<String> of(String text) {
        String plain =
                text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", " ").strip();
        if (plain.isEmpty()) {
            return List.of();
        }
        List<String> words = Arrays.asList(plain.split(" "));
        return this == PLAIN ? words : stemmed(words);
    }

    private static List<String> stemmed(List<String> words) {
        PorterStemmer stemmer = new PorterStemmer();
        return words.stream()
                .map(word -> word.length() > SHORT ? stem(stemmer, word) : word)
                .toList();
    }

    private static String stem(PorterStemmer stemmer, String word) {
        stemmer.setCurrent(word);
        stemmer.stem();
        return stemmer.getCurrent();
    }
}
