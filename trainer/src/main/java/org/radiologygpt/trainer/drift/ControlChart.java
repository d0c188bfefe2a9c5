package org.radiologygpt.trainer.drift;

import java.util.Arrays;
import java.util.List;

/**
 * EWMA chart (Roberts 1959) of weekly means against reference weeks. Weeks have different numbers of reports, and the
 * reference is itself a sample, so the limits are those of the weighted sum as it stands: with {@code z = Σ wᵢ(x̄ᵢ − m)},
 * {@code var z = σ²(Σ wᵢ²/nᵢ + (Σ wᵢ)²/N)}. σ² is the variance of reports within the reference weeks, or that which
 * the differences between these weeks stand for (analysis of variance), whichever is larger.
 */
final class ControlChart {
    /** Weight of the newest week: some five weeks count. */
    static final double LAMBDA = 0.2;

    /** Limit in standard deviations. */
    static final double LIMIT = 3;

    /** A reference in which hardly a word was changed does not make one changed word in twenty a drift. */
    private static final double LEAST_VARIANCE = 0.05 * 0.05;

    private final double mean;
    private final double variance;
    private final int reports;

    /**
     * A week on the chart.
     *
     * @param ewma weighted mean of the weeks so far, minus the reference
     * @param limit how far from 0 it may be
     */
    record Point(double ewma, double limit) {
        boolean drifted() {
            return ewma > limit;
        }

        boolean closer() {
            return ewma < -limit;
        }
    }

    /** With two reference weeks or more, each with two reports or more. */
    ControlChart(List<Week> reference) {
        reports = reference.stream().mapToInt(Week::size).sum();
        mean = reference.stream().mapToDouble(week -> week.size() * week.mean()).sum() / reports;
        double within = reference.stream().mapToDouble(ControlChart::squares).sum() / (reports - reference.size());
        double between = reference.stream()
                        .mapToDouble(week -> week.size() * square(week.mean() - mean))
                        .sum()
                / (reference.size() - 1);
        variance = Math.max(LEAST_VARIANCE, Math.max(within, between));
    }

    /** Mean distance of the reference. */
    double mean() {
        return mean;
    }

    /** The points of the weeks after the reference. */
    List<Point> points(List<Week> weeks) {
        Point[] points = new Point[weeks.size()];
        double ewma = 0;
        double ownShare = 0;
        double weights = 0;
        for (int i = 0; i < points.length; i++) {
            Week week = weeks.get(i);
            ewma = LAMBDA * (week.mean() - mean) + (1 - LAMBDA) * ewma;
            ownShare = LAMBDA * LAMBDA / week.size() + (1 - LAMBDA) * (1 - LAMBDA) * ownShare;
            weights = LAMBDA + (1 - LAMBDA) * weights;
            double spread = Math.sqrt(variance * (ownShare + weights * weights / reports));
            points[i] = new Point(ewma, LIMIT * spread);
        }
        return List.of(points);
    }

    private static double squares(Week week) {
        double mean = week.mean();
        return Arrays.stream(week.distances())
                .map(distance -> square(distance - mean))
                .sum();
    }

    private static double square(double value) {
        return value * value;
    }
}
