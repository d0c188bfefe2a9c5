package org.radiologygpt.routes.training;

import java.util.Locale;

/** How far a signed impression is from a draft: Levenshtein's distance in words, over the longer one's length. */
final class EditDistance {
    private EditDistance() {}

    /** From 0, the same words, to 1, nothing in common. */
    static double of(String one, String other) {
        String[] left = words(one);
        String[] right = words(other);
        int longest = Math.max(left.length, right.length);
        return longest == 0 ? 0 : (double) distance(left, right) / longest;
    }

    /** F1 of the longest common subsequence of words (ROUGE-L), 0 to 1; 0 where either text has none. */
    static double rougeL(String one, String other) {
        String[] left = words(one);
        String[] right = words(other);
        if (left.length == 0 || right.length == 0) {
            return 0;
        }
        return 2.0 * common(left, right) / (left.length + right.length);
    }

    private static int common(String[] left, String[] right) {
        int[] row = new int[right.length + 1];
        for (String word : left) {
            int diagonal = 0;
            for (int j = 1; j <= right.length; j++) {
                int now = word.equals(right[j - 1]) ? diagonal + 1 : Math.max(row[j], row[j - 1]);
                diagonal = row[j];
                row[j] = now;
            }
        }
        return row[right.length];
    }

    private static int distance(String[] left, String[] right) {
        int[] row = new int[right.length + 1];
        for (int j = 0; j <= right.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length; i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.length; j++) {
                int changed = diagonal + (left[i - 1].equals(right[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[right.length];
    }

    private static String[] words(String text) {
        String plain = text.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", " ")
                .strip();
        return plain.isEmpty() ? new String[0] : plain.split(" ");
    }
}
