package org.radiologygpt.trainer.curate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Texts of which no two are nearly the same: the share of three-word shingles that two have in common (Jaccard) is below a
 * threshold.
 *
 * <p>Which texts are compared at all is told by MinHash (Broder 1997) in bands; each comparison itself is exact, so nothing
 * below the threshold is taken for a duplicate. What is missed: two texts that share {@code s} of their shingles are compared
 * with a probability of {@code 1 - (1 - s^6)^20}: 0.998 at 0.8, 0.980 at 0.75.
 */
final class NearDuplicates {
    /** Below it the bands miss too much. */
    static final double LEAST_THRESHOLD = 0.75;

    private static final int SHINGLE = 3;
    private static final int ROWS = 6;
    private static final int BANDS = 20;
    private static final long[] FUNCTIONS = functions();

    private final double threshold;
    private final List<long[]> kept = new ArrayList<>();
    private final Map<Long, List<Integer>> bands = new HashMap<>();

    NearDuplicates(double threshold) {
        this.threshold = threshold;
    }

    /** Adds a text unless it is nearly one of those added before; true where it was added. */
    boolean add(List<String> words) {
        long[] shingles = shingles(words);
        long[] keys = bandKeys(shingles);
        for (long key : keys) {
            for (int other : bands.getOrDefault(key, List.of())) {
                if (jaccard(shingles, kept.get(other)) >= threshold) {
                    return false;
                }
            }
        }
        for (long key : keys) {
            bands.computeIfAbsent(key, k -> new ArrayList<>(1)).add(kept.size());
        }
        kept.add(shingles);
        return true;
    }

    /** Hashes of all runs of three words, each once, sorted; of a shorter text of the whole. */
    static long[] shingles(List<String> words) {
        int count = Math.max(1, words.size() - SHINGLE + 1);
        long[] hashes = new long[count];
        for (int i = 0; i < count; i++) {
            hashes[i] = Seeded.number(0, String.join(" ", words.subList(i, Math.min(words.size(), i + SHINGLE))));
        }
        return Arrays.stream(hashes).sorted().distinct().toArray();
    }

    /** Size of the intersection over size of the union of two sorted sets. */
    static double jaccard(long[] left, long[] right) {
        int common = 0;
        for (int i = 0, j = 0; i < left.length && j < right.length; ) {
            if (left[i] == right[j]) {
                common++;
                i++;
                j++;
            } else if (left[i] < right[j]) {
                i++;
            } else {
                j++;
            }
        }
        return (double) common / (left.length + right.length - common);
    }

    private static long[] bandKeys(long[] shingles) {
        long[] keys = new long[BANDS];
        for (int band = 0; band < BANDS; band++) {
            long key = band;
            for (int row = 0; row < ROWS; row++) {
                key = Seeded.mixed(key) ^ least(shingles, FUNCTIONS[band * ROWS + row]);
            }
            keys[band] = key;
        }
        return keys;
    }

    private static long least(long[] shingles, long function) {
        long least = Long.MAX_VALUE;
        for (long shingle : shingles) {
            least = Math.min(least, Seeded.mixed(shingle ^ function));
        }
        return least;
    }

    private static long[] functions() {
        long[] functions = new long[BANDS * ROWS];
        Arrays.setAll(functions, i -> Seeded.mixed(i));
        return functions;
    }
}
