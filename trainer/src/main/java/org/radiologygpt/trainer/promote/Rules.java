package org.radiologygpt.trainer.promote;

/**
 * How strict the gate is.
 *
 * @param metric what must be better
 * @param guardMargin rise of a guard's rate that fails though chance could explain it, percentage points
 * @param minReports fewer test reports decide nothing
 * @param baselines whether the candidate must be better than each trivial baseline
 * @param canaries whether a training file without canaries fails
 * @param maxExposure largest mean exposure of the canaries, bits
 */
public record Rules(
        Metric metric, double guardMargin, int minReports, boolean baselines, boolean canaries, double maxExposure) {
    public Rules {
        require(guardMargin >= 0 && guardMargin <= 100, "guard-margin must be 0 to 100, not " + guardMargin);
        require(minReports >= 1, "min-reports must be at least 1, not " + minReports);
        require(maxExposure > 0, "max-exposure must be above 0, not " + maxExposure);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
