package org.radiologygpt.model.bench.gpu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.radiologygpt.model.bench.speed.Samples;
import org.radiologygpt.model.decode.Decoder;

/**
 * How fast a decoder is, by rounds after one that does not count.
 *
 * @param decoder with as many slots as the largest batch
 */
record Speed(Decoder decoder, Workload work) {
    private static final int SPECIAL = 3;

    /** Milliseconds of a prompt into an empty slot. */
    Samples prefill() {
        int[] prompt = prompt(1);
        return rounds(() -> {
            decoder.truncate(0, 0);
            long start = System.nanoTime();
            decoder.prefill(0, prompt);
            return (System.nanoTime() - start) / 1e6;
        });
    }

    /** Tokens a second over all rows of a batch, after the prompts; rows use the places that are loaded in turn. */
    Samples decode(int batch, int places) {
        int[] slots = IntStream.range(0, batch).toArray();
        return rounds(() -> {
            for (int slot : slots) {
                decoder.truncate(slot, 0);
                decoder.use(slot, places == 0 ? Decoder.BASE : slot % places);
                decoder.prefill(slot, prompt(slot));
            }
            long start = System.nanoTime();
            for (int i = 0; i < work.answerTokens(); i++) {
                int[] tokens = new int[batch];
                Arrays.fill(tokens, SPECIAL + i % (decoder.vocabSize() - SPECIAL));
                decoder.step(slots, tokens);
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            IntStream.of(slots).forEach(slot -> decoder.truncate(slot, 0));
            return batch * work.answerTokens() / seconds;
        });
    }

    private interface Round {
        double measured();
    }

    private Samples rounds(Round round) {
        round.measured();
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < work.rounds(); i++) {
            values.add(round.measured());
        }
        return new Samples(values);
    }

    private int[] prompt(long seed) {
        return new SplittableRandom(seed)
                .ints(work.promptTokens(), SPECIAL, decoder.vocabSize())
                .toArray();
    }
}
