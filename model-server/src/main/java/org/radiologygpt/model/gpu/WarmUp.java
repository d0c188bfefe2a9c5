package org.radiologygpt.model.gpu;

import java.util.stream.IntStream;
import org.radiologygpt.model.decode.Decoder;

/**
 * Passes of every shape before the first request: kernels are loaded, memory is found, steps are captured. Otherwise the
 * first requests would wait for it.
 */
final class WarmUp {
    /** An engine may run a step as any other first, then by itself, then capture it; the last is a replay. */
    private static final int TIMES = 4;

    private final Decoder decoder;
    private final Buckets buckets;

    WarmUp(Decoder decoder, Buckets buckets) {
        this.decoder = decoder;
        this.buckets = buckets;
    }

    /** Leaves all slots empty. */
    void run() {
        int most = decoder.maxTokens() - 1;
        for (int tokens = buckets.leastNew(); tokens <= buckets.mostNew(); tokens *= 2) {
            grow(Math.min(tokens, most));
            decoder.truncate(0, 0);
        }
        IntStream.range(1, decoder.slots()).forEach(slot -> decoder.prefill(slot, new int[1]));
        for (int pitch : buckets.pitches()) {
            grow(Math.min(pitch - 1, most) - decoder.length(0));
            steps();
        }
        IntStream.range(0, decoder.slots()).forEach(slot -> decoder.truncate(slot, 0));
    }

    private void grow(int tokens) {
        if (tokens > 0) {
            decoder.prefill(0, new int[tokens]);
        }
    }

    private void steps() {
        for (int rows = 1; ; rows = buckets.rows(rows + 1)) {
            int[] slots = IntStream.range(0, rows).toArray();
            for (int time = 0; time < TIMES; time++) {
                step(slots);
            }
            if (rows == decoder.slots()) {
                return;
            }
        }
    }

    private void step(int[] slots) {
        int[] before = IntStream.of(slots).map(decoder::length).toArray();
        decoder.step(slots, new int[slots.length]);
        IntStream.of(slots).forEach(slot -> decoder.truncate(slot, before[slot]));
    }
}
