package org.radiologygpt.model.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;

/** Compares logits by the largest difference over the largest magnitude. */
public final class LogitsAssert {
    private static final double TOLERANCE = 1e-4;

    private LogitsAssert() {}

    public static void assertLogits(float[] actual, double[] expected) {
        assertThat(actual).hasSameSizeAs(expected);
        assertThat(relativeError(actual, expected)).isLessThan(TOLERANCE);
    }

    public static void assertLogits(float[] actual, float[] expected) {
        assertLogits(
                actual,
                IntStream.range(0, expected.length)
                        .mapToDouble(i -> expected[i])
                        .toArray());
    }

    public static double relativeError(float[] actual, double[] expected) {
        double difference = 0;
        double magnitude = 0;
        for (int i = 0; i < expected.length; i++) {
            difference = Math.max(difference, Math.abs(actual[i] - expected[i]));
            magnitude = Math.max(magnitude, Math.abs(expected[i]));
        }
        return Double.isFinite(difference) ? difference / magnitude : Double.POSITIVE_INFINITY;
    }
}
