package org.radiologygpt.routes.cli;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * Measures a rate: warms up for one round, then counts in several, and keeps them all, since machines are noisy.
 *
 * @param perSecond what was done a second, one figure a round, ascending
 */
record Rounds(double[] perSecond) {
    private static final int ROUNDS = 5;

    /**
     * Repeats work.
     *
     * @param round length of one round
     * @param work does a piece of work and returns how much that was
     */
    static Rounds measure(Duration round, LongSupplier work) {
        rate(round, work);
        double[] rates = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            rates[i] = rate(round, work);
        }
        Arrays.sort(rates);
        return new Rounds(rates);
    }

    /** What was done a second in one round. */
    static double rate(Duration round, LongSupplier work) {
        long start = System.nanoTime();
        long done = 0;
        long elapsed = 0;
        while (elapsed < round.toNanos()) {
            done += work.getAsLong();
            elapsed = System.nanoTime() - start;
        }
        return done * 1e9 / elapsed;
    }

    double median() {
        return perSecond[perSecond.length / 2];
    }

    /** {@code median (least-most)}. */
    @Override
    public String toString() {
        return "%,.0f (%,.0f-%,.0f)".formatted(median(), perSecond[0], perSecond[perSecond.length - 1]);
    }
}
