package org.radiologygpt.trainer.evaluate;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * ROUGE (Lin 2004) as F1: words of letters and digits in lower case, no stemming, no stop words, as the reference
 * implementation {@code rouge_score} without its stemmer.
 *
 * @param one common words
 * @param two common pairs of neighbouring words
 * @param longest longest common subsequence of words
 */
record Rouge(double one, double two, double longest) {

    static Rouge of(String reference, String candidate) {
        List<String> expected = words(reference);
        List<String> actual = words(candidate);
        return new Rouge(
                common(expected, actual, 1),
                common(expected, actual, 2),
                f1(subsequence(expected, actual), expected.size(), actual.size()));
    }

    /** The words of a text as ROUGE counts them. */
    static List<String> words(String text) {
        String plain =
                text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", " ").strip();
        return plain.isEmpty() ? List.of() : Arrays.asList(plain.split(" "));
    }

    private static double common(List<String> expected, List<String> actual, int n) {
        Map<List<String>, Integer> left = grams(expected, n);
        Map<List<String>, Integer> right = grams(actual, n);
        int hits = 0;
        for (var gram : left.entrySet()) {
            hits += Math.min(gram.getValue(), right.getOrDefault(gram.getKey(), 0));
        }
        return f1(hits, Math.max(0, expected.size() - n + 1), Math.max(0, actual.size() - n + 1));
    }

    private static Map<List<String>, Integer> grams(List<String> words, int n) {
        Map<List<String>, Integer> grams = new HashMap<>();
        for (int i = 0; i + n <= words.size(); i++) {
            grams.merge(List.copyOf(words.subList(i, i + n)), 1, Integer::sum);
        }
        return grams;
    }

    private static int subsequence(List<String> left, List<String> right) {
        int[] best = new int[right.size() + 1];
        for (String word : left) {
            int diagonal = 0;
            for (int j = 1; j <= right.size(); j++) {
                int above = best[j];
                best[j] = word.equals(right.get(j - 1)) ? diagonal + 1 : Math.max(above, best[j - 1]);
                diagonal = above;
            }
        }
        return best[right.size()];
    }

    private static double f1(int hits, int expected, int actual) {
        return hits == 0 ? 0 : 2.0 * hits / (expected + actual);
    }
}
