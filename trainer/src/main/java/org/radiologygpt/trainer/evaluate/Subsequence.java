package org.radiologygpt.trainer.evaluate;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Longest common subsequences of words, of one text (ROUGE-L) and summed over lines (ROUGE-Lsum, Lin 2004, 3.2). */
final class Subsequence {
    private Subsequence() {}

    /** Of two texts. */
    static Overlap longest(List<String> expected, List<String> actual) {
        return Overlap.of(table(expected, actual)[expected.size()][actual.size()], expected.size(), actual.size());
    }

    /** Of lines: each line of the reference takes what any line of the text has in order; no word counts twice. */
    static Overlap summed(List<List<String>> expected, List<List<String>> actual) {
        Map<String, Integer> left = counts(expected);
        Map<String, Integer> right = counts(actual);
        int hits = 0;
        for (List<String> line : expected) {
            BitSet union = new BitSet();
            actual.forEach(other -> union.or(common(line, other)));
            hits += (int)
                    union.stream().filter(at -> take(left, right, line.get(at))).count();
        }
        return Overlap.of(hits, size(expected), size(actual));
    }

    private static boolean take(Map<String, Integer> left, Map<String, Integer> right, String word) {
        if (left.getOrDefault(word, 0) == 0 || right.getOrDefault(word, 0) == 0) {
            return false;
        }
        left.merge(word, -1, Integer::sum);
        right.merge(word, -1, Integer::sum);
        return true;
    }

    /** Places of the subsequence in the first list. */
    private static BitSet common(List<String> line, List<String> other) {
        int[][] best = table(line, other);
        BitSet places = new BitSet();
        int i = line.size();
        int j = other.size();
        while (i > 0 && j > 0) {
            if (line.get(i - 1).equals(other.get(j - 1))) {
                places.set(--i);
                j--;
            } else if (best[i][j - 1] > best[i - 1][j]) {
                j--;
            } else {
                i--;
            }
        }
        return places;
    }

    private static int[][] table(List<String> left, List<String> right) {
        int[][] best = new int[left.size() + 1][right.size() + 1];
        for (int i = 1; i <= left.size(); i++) {
            for (int j = 1; j <= right.size(); j++) {
                best[i][j] = left.get(i - 1).equals(right.get(j - 1))
                        ? best[i - 1][j - 1] + 1
                        : Math.max(best[i - 1][j], best[i][j - 1]);
            }
        }
        return best;
    }

    private static Map<String, Integer> counts(List<List<String>> lines) {
        Map<String, Integer> counts = new HashMap<>();
        lines.forEach(line -> line.forEach(word -> counts.merge(word, 1, Integer::sum)));
        return counts;
    }

    private static int size(List<List<String>> lines) {
        return lines.stream().mapToInt(List::size).sum();
    }
}
