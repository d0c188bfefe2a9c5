package org.radiologygpt.model.gpu;

import java.util.stream.IntStream;

/**
 * The few shapes that passes have. An engine takes time for each shape that it has not met, and what is captured has one; so
 * rows are filled up with idle ones, prompts are padded, and caches are shown in lengths that double.
 *
 * @param slots most rows of a step
 * @param pitches tokens that a slot's cache may be given room for, rising, each twice the one before
 * @param leastNew new tokens of the shortest pass over a prompt, a power of two
 * @param mostNew of the longest, a power of two; a longer prompt takes several passes
 */
record Buckets(int slots, int[] pitches, int leastNew, int mostNew) {
    /** Room that a slot's cache begins with, at most twice this: a pass over less would save nothing. */
    private static final int SMALLEST_PITCH = 64;

    private static final int LEAST_NEW = 16;
    private static final int MOST_NEW = 256;

    static Buckets of(int slots, int maxTokens) {
        int doublings = 31 - Integer.numberOfLeadingZeros(Math.max(1, maxTokens / SMALLEST_PITCH));
        int smallest = (maxTokens + (1 << doublings) - 1) >> doublings;
        int[] pitches = IntStream.rangeClosed(0, doublings)
                .map(i -> Math.multiplyExact(smallest, 1 << i))
                .toArray();
        return new Buckets(slots, pitches, LEAST_NEW, MOST_NEW);
    }

    /** Rows of a step of so many sequences. */
    int rows(int active) {
        return Math.min(slots, powerOfTwo(active));
    }

    /** Tokens of a pass over so many of a prompt. */
    int newTokens(int wanted) {
        return Math.max(leastNew, powerOfTwo(wanted));
    }

    /** The smallest pitch that takes so many tokens. */
    int pitch(int tokens) {
        for (int pitch : pitches) {
            if (tokens <= pitch) {
                return pitch;
            }
        }
        throw new IllegalArgumentException(tokens + " tokens exceed the largest pitch of " + capacity());
    }

    /** The largest pitch: a little more than the longest sequence. */
    int capacity() {
        return pitches[pitches.length - 1];
    }

    private static int powerOfTwo(int least) {
        return least == 1 ? 1 : Integer.highestOneBit(least - 1) << 1;
    }
}
