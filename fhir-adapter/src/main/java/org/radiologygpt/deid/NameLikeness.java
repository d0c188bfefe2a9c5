package org.radiologygpt.deid;

/**
 * How much a word that stands on no list looks like a name: a logistic regression over its runs of two to four letters,
 * hashed. Learned from our own lists alone, names against words.
 *
 * @param weights by hash of the run
 */
record NameLikeness(float[] weights) {
    static final int BUCKETS = 1 << 13;
    private static final int SHORTEST = 2;
    private static final int LONGEST = 4;

    /** Told of the bucket of each run of a word. */
    interface Runs {
        void run(int bucket);
    }

    /** Log odds that the folded word is a name. */
    float score(String folded) {
        float[] sum = {0};
        runs(folded, bucket -> sum[0] += weights[bucket]);
        return sum[0];
    }

    static void runs(String folded, Runs runs) {
        int length = folded.length() + 2;
        for (int start = 0; start < length; start++) {
            int hash = 17;
            for (int size = 1; size <= LONGEST && start + size <= length; size++) {
                hash = hash * 31 + at(folded, start + size - 1);
                if (size >= SHORTEST) {
                    runs.run((hash * 0x9E3779B1) >>> 19);
                }
            }
        }
    }

    private static char at(String word, int index) {
        return index == 0 ? '^' : index > word.length() ? '$' : word.charAt(index - 1);
    }
}
