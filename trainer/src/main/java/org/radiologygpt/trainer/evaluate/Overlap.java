package org.radiologygpt.trainer.evaluate;

/**
 * What a text has in common with a reference.
 *
 * @param precision share of the text that the reference has, 0 to 1
 * @param recall share of the reference that the text has, 0 to 1
 */
record Overlap(double precision, double recall) {

    /** Of counts; nothing in common with an empty text. */
    static Overlap of(int hits, int expected, int actual) {
        return new Overlap(share(hits, actual), share(hits, expected));
    }

    /** Their harmonic mean; 0 where both are. */
    double f1() {
        return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
    }

    private static double share(int hits, int of) {
        return of == 0 ? 0 : (double) hits / of;
    }
}
