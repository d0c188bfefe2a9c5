package org.radiologygpt.trainer.evaluate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * ROUGE (Lin 2004) as F1, equal to ROUGE-1.5.5 and {@code rouge_score}; no stop words.
 *
 * @param one common words
 * @param two common pairs of neighbouring words
 * @param longest longest common subsequence of words
 */
record Rouge(double one, double two, double longest) {

    /** Without stemming. */
    static Rouge of(String reference, String candidate) {
        return of(reference, candidate, RougeWords.PLAIN);
    }

    static Rouge of(String reference, String candidate, RougeWords words) {
        List<String> expected = words.of(reference);
        List<String> actual = words.of(candidate);
        return new Rouge(
                common(expected, actual, 1).f1(),
                common(expected, actual, 2).f1(),
                Subsequence.longest(expected, actual).f1());
    }

    /** The words of a text as ROUGE counts them. */
    static List<String> words(String text) {
        return RougeWords.PLAIN.of(text);
    }

    /** ROUGE-Lsum, lines being sentences. */
    static Overlap summed(String reference, String candidate, RougeWords words) {
        return Subsequence.summed(lines(reference, words), lines(candidate, words));
    }

    /** ROUGE-N: common runs of {@code n} words. */
    static Overlap common(List<String> expected, List<String> actual, int n) {
        Map<List<String>, Integer> left = grams(expected, n);
        Map<List<String>, Integer> right = grams(actual, n);
        int hits = 0;
        for (var gram : left.entrySet()) {
            hits += Math.min(gram.getValue(), right.getOrDefault(gram.getKey(), 0));
        }
        return Overlap.of(hits, Math.max(0, expected.size() - n + 1), Math.max(0, actual.size() - n + 1));
    }

    private static Map<List<String>, Integer> grams(List<String> words, int n) {
        Map<List<String>, Integer> grams = new HashMap<>();
        for (int i = 0; i + n <= words.size(); i++) {
            grams.merge(List.copyOf(words.subList(i, i + n)), 1, Integer::sum);
        }
        return grams;
    }

    private static List<List<String>> lines(String text, RougeWords words) {
        return Stream.of(text.split("\n"))
                .map(words::of)
                .filter(line -> !line.isEmpty())
                .toList();
    }
}
