package org.radiologygpt.model.bench.speed;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What the rounds gave.
 *
 * @param values one a round, in order
 */
public record Samples(List<Double> values) {
    public Samples {
        values = List.copyOf(values);
    }

    /** The middle one, or between the two. */
    public double median() {
        double[] sorted = sorted();
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /** Each divided by the other's of the same round: what slowed a round slowed both. */
    public Samples over(Samples other) {
        return new Samples(IntStream.range(0, values.size())
                .mapToObj(round -> values.get(round) / other.values.get(round))
                .toList());
    }

    /** Median, least and most, each in a format. */
    public String toString(String format) {
        double[] sorted = sorted();
        return String.format(
                Locale.ROOT,
                format + " (" + format + "-" + format + ")",
                median(),
                sorted[0],
                sorted[sorted.length - 1]);
    }

    private double[] sorted() {
        return values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }
}
