package org.radiologygpt.trainer.evaluate;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * Confidence by the percentile bootstrap (Efron 1979): the figure over reports drawn with replacement. A seed of its own
 * each time, so that figures of the same reports are drawn alike and their differences are paired.
 */
public final class Bootstrap {
    private static final int ROUNDS = 1000;
    private static final long SEED = 20261128;
    private static final double TAIL = 0.025;

    /**
     * Where 95 % of the resamples lie.
     *
     * @param low 2.5th percentile
     * @param high 97.5th percentile
     */
    public record Interval(double low, double high) {}

    private Bootstrap() {}

    /**
     * The interval of a figure.
     *
     * @param reports how many reports
     * @param figure of the reports with these numbers, a report perhaps several times
     */
    public static Interval interval(int reports, ToDoubleFunction<int[]> figure) {
        SplittableRandom random = new SplittableRandom(SEED);
        double[] figures = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            figures[round] =
                    figure.applyAsDouble(random.ints(reports, 0, reports).toArray());
        }
        Arrays.sort(figures);
        return new Interval(figures[rank(TAIL)], figures[rank(1 - TAIL)]);
    }

    private static int rank(double share) {
        return (int) Math.round(share * (ROUNDS - 1));
    }
}
