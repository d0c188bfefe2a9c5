package org.radiologygpt.model.gpu;

import java.util.Arrays;

/**
 * What a device tells of a row of logits where it does not tell all.
 *
 * @param values the largest, by falling value
 * @param ids their tokens
 * @param logSum logarithm of the sum of exp over all
 */
record Likeliest(float[] values, long[] ids, double logSum) {
    /** Less than what 32 bits can tell of a sum: a token must stay possible, a bias may want it. */
    private static final double LEAST_REST = 1e-9;

    /**
     * A whole row: those told as they are, all others alike, so that the sum is what was told. None of them comes before one
     * that was told.
     */
    float[] row(int vocabSize) {
        float[] row = new float[vocabSize];
        Arrays.fill(row, other(vocabSize - values.length));
        for (int rank = 0; rank < values.length; rank++) {
            row[(int) ids[rank]] = values[rank];
        }
        return row;
    }

    private float other(int count) {
        if (Double.isNaN(logSum)) {
            return Float.NaN;
        }
        double rest = Math.exp(logSum - values[0]);
        for (float value : values) {
            rest -= Math.exp(value - values[0]);
        }
        double each = Math.max(rest, LEAST_REST) / Math.max(count, 1);
        return (float) Math.min(values[0] + Math.log(each), values[values.length - 1]);
    }
}
