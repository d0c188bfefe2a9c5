package org.radiologygpt.model.generate;

import java.util.BitSet;

/**
 * A row of logits with a request's bias and penalties; the engine's own row, untouched, where the request asks for
 * neither. First the bias, then the penalties, as vLLM orders them.
 */
final class AdjustedLogits {
    private final Sampling sampling;
    private final BitSet seen = new BitSet();
    private int[] timesInAnswer = {};
    private float[] row = {};

    AdjustedLogits(Sampling sampling, int[] prompt) {
        this.sampling = sampling;
        if (sampling.adjusts()) {
            for (int id : prompt) {
                seen.set(id);
            }
        }
    }

    /** The logits to choose from; valid until the next call. */
    float[] of(float[] logits) {
        if (!sampling.adjusts()) {
            return logits;
        }
        copy(logits);
        sampling.bias().forEach(this::add);
        for (int id = seen.nextSetBit(0); id >= 0 && id < row.length; id = seen.nextSetBit(id + 1)) {
            row[id] = sampling.penalties().apply(row[id], timesInAnswer[id]);
        }
        return row;
    }

    private void copy(float[] logits) {
        if (row.length != logits.length) {
            row = new float[logits.length];
            timesInAnswer = new int[logits.length];
        }
        System.arraycopy(logits, 0, row, 0, row.length);
    }

    private void add(int id, double bias) {
        if (id < row.length) {
            row[id] += (float) bias;
        }
    }

    /** Takes note of the answer's next token. */
    void chosen(int id) {
        if (sampling.adjusts()) {
            seen.set(id);
            timesInAnswer[id]++;
        }
    }
}
