package org.radiologygpt.model.generate;

import java.util.Arrays;

/**
 * The ids of a row of logits by falling logit, the lower id first where two are equal, sorted only as far as they are
 * asked for (incremental quicksort, Paredes and Navarro 2006): a token is drawn from the first few of a vocabulary of
 * tens of thousands.
 */
final class MostLikely {
    /** Stretches up to this length are sorted at once. */
    private static final int SHORT = 128;

    /** More pivots than this only where they were bad ones; then the rest is sorted at once. */
    private static final int MOST_PIVOTS = 64;

    private final int[] pivots = new int[MOST_PIVOTS];
    private long[] keys = {};
    private int top;
    private int sorted;

    /** Takes a row, without ids whose logit is below a floor. Returns how many there are. */
    int load(float[] logits, double floor) {
        if (keys.length < logits.length) {
            keys = new long[logits.length];
        }
        int count = 0;
        for (int id = 0; id < logits.length; id++) {
            if (logits[id] >= floor) {
                keys[count++] = key(logits[id], id);
            }
        }
        top = 0;
        pivots[0] = count;
        sorted = 0;
        return count;
    }

    /** Orders as the logit falls, then as the id rises. */
    private static long key(float logit, int id) {
        int bits = Float.floatToIntBits(-logit + 0f);
        int sortable = bits ^ (bits >> 31 & 0x7fffffff);
        return (long) sortable << 32 | id;
    }

    /** The id of a rank, 0 for the most likely. */
    int at(int rank) {
        while (sorted <= rank) {
            sortMore();
        }
        return (int) keys[rank];
    }

    /** What lies before a pivot is never less likely than what lies after it; the last pivot is the nearest. */
    private void sortMore() {
        int end = pivots[top];
        if (end == sorted) {
            top--;
            sorted++;
        } else if (end - sorted <= SHORT || top == MOST_PIVOTS - 1) {
            Arrays.sort(keys, sorted, end);
            sorted = end;
        } else {
            pivots[++top] = partition(sorted, end);
        }
    }

    private int partition(int from, int to) {
        swap((from + to) >>> 1, to - 1);
        long pivot = keys[to - 1];
        int place = from;
        for (int i = from; i < to - 1; i++) {
            if (keys[i] < pivot) {
                swap(place++, i);
            }
        }
        swap(place, to - 1);
        return place;
    }

    private void swap(int one, int other) {
        long key = keys[one];
        keys[one] = keys[other];
        keys[other] = key;
    }
}
