package org.radiologygpt.trainer.rating;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * How well raters agree on ordered categories from 1.
 *
 * <p>Takes units, each with the values of those who rated it; units with fewer than two say nothing.
 */
final class RaterAgreement {
    private final List<List<Integer>> units;
    private final int categories;

    RaterAgreement(List<List<Integer>> units, int categories) {
        this.units = units.stream().filter(unit -> unit.size() > 1).toList();
        this.categories = categories;
    }

    /** Units that two or more rated. */
    int units() {
        return units.size();
    }

    /** Share of pairs of raters with the same value, 0 to 1. */
    OptionalDouble exact() {
        return share(difference -> difference == 0);
    }

    /** Share of pairs of raters at most one apart, 0 to 1. */
    OptionalDouble withinOne() {
        return share(difference -> Math.abs(difference) <= 1);
    }

    private OptionalDouble share(IntPredicate wanted) {
        return units.stream()
                .flatMapToInt(RaterAgreement::differences)
                .map(difference -> wanted.test(difference) ? 1 : 0)
                .average();
    }

    private static IntStream differences(List<Integer> unit) {
        return IntStream.range(0, unit.size())
                .flatMap(i -> IntStream.range(i + 1, unit.size()).map(j -> unit.get(i) - unit.get(j)));
    }

    /**
     * Cohen's kappa with quadratic weights (Cohen 1968): one minus the mean squared difference over that expected of
     * independent raters with the same marginals. Of units with exactly two values, the first rater's first.
     *
     * @return empty where both always gave one and the same value
     */
    OptionalDouble quadraticKappa() {
        double[] first = new double[categories];
        double[] second = new double[categories];
        double observed = 0;
        int pairs = 0;
        for (List<Integer> unit : units) {
            if (unit.size() == 2) {
                first[unit.get(0) - 1]++;
                second[unit.get(1) - 1]++;
                observed += square(unit.get(0) - unit.get(1));
                pairs++;
            }
        }
        double expected = 0;
        for (int i = 0; i < categories; i++) {
            for (int j = 0; j < categories; j++) {
                expected += first[i] * second[j] * square(i - j) / Math.max(1, pairs);
            }
        }
        return expected == 0 ? OptionalDouble.empty() : OptionalDouble.of(1 - observed / expected);
    }

    /**
     * Krippendorff's alpha for ordinal data (Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability", D), for any
     * number of raters, with values missing.
     *
     * @return empty where all values are the same
     */
    OptionalDouble ordinalAlpha() {
        double[][] coincidences = coincidences();
        double[] totals = new double[categories];
        double all = 0;
        for (int i = 0; i < categories; i++) {
            for (int j = 0; j < categories; j++) {
                totals[i] += coincidences[i][j];
            }
            all += totals[i];
        }
        double observed = 0;
        double expected = 0;
        for (int i = 0; i < categories; i++) {
            for (int j = 0; j < categories; j++) {
                double apart = square(ranksApart(totals, Math.min(i, j), Math.max(i, j)));
                observed += coincidences[i][j] * apart;
                expected += totals[i] * totals[j] * apart;
            }
        }
        return expected == 0 ? OptionalDouble.empty() : OptionalDouble.of(1 - (all - 1) * observed / expected);
    }

    private double[][] coincidences() {
        double[][] coincidences = new double[categories][categories];
        for (List<Integer> unit : units) {
            for (int i = 0; i < unit.size(); i++) {
                for (int j = 0; j < unit.size(); j++) {
                    if (i != j) {
                        coincidences[unit.get(i) - 1][unit.get(j) - 1] += 1.0 / (unit.size() - 1);
                    }
                }
            }
        }
        return coincidences;
    }

    /** Values between two categories, half of their own with them. */
    private static double ranksApart(double[] totals, int low, int high) {
        double between = 0;
        for (int i = low; i <= high; i++) {
            between += totals[i];
        }
        return between - (totals[low] + totals[high]) / 2;
    }

    private static double square(double value) {
        return value * value;
    }
}
