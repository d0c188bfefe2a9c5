package org.radiologygpt.deidscore;

/**
 * So many of so many.
 *
 * @param part at most {@code whole}
 */
public record Ratio(long part, long whole) {
    static final Ratio NONE = new Ratio(0, 0);

    Ratio plus(boolean counts) {
        return new Ratio(part + (counts ? 1 : 0), whole + 1);
    }

    /** The share; of nothing it is 1, since nothing was missed. */
    public double value() {
        return whole == 0 ? 1 : (double) part / whole;
    }

    /** How many of a thousand; of nothing it is 0. */
    public double perThousand() {
        return whole == 0 ? 0 : 1000.0 * part / whole;
    }

    /** Harmonic mean of two shares. */
    public static double f1(Ratio precision, Ratio recall) {
        double sum = precision.value() + recall.value();
        return sum == 0 ? 0 : 2 * precision.value() * recall.value() / sum;
    }
}
