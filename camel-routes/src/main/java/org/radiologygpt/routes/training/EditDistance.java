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
