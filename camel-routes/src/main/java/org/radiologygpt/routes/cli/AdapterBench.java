package org.radiologygpt.routes.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.radiologygpt.model.decode.Decoder;
import org.radiologygpt.model.decode.DecoderOptions;
import org.radiologygpt.model.decode.OrtDecoder;
import org.radiologygpt.model.weights.AdapterLimits;

/**
 * What places for adapters cost a step, loaded or not: the products are the same. Each figure is a median of rounds that
 * alternate between a decoder without and one with places, so that a machine that slows down slows both.
 *
 * @param model directory in Hugging Face layout
 * @param limits places to compare with none
 * @param round length of one round
 * @param out where the figures go
 */
record AdapterBench(Path model, AdapterLimits limits, Duration round, PrintStream out) {
    private static final int ROUNDS = 9;
    private static final int PROMPT = 200;
    private static final int DECODE = 60;

    void run() {
        out.printf(
                "median (least-most) of %d rounds of %d s in turn; prompt %d tokens, answer %d; tokens/s%n",
                ROUNDS, round.toSeconds(), PROMPT, DECODE);
        for (int slots : new int[] {1, 4}) {
            DecoderOptions options = DecoderOptions.defaults().withSlots(slots).withMaxTokens(PROMPT + DECODE);
            try (Decoder without = OrtDecoder.open(model, options);
                    Decoder with = OrtDecoder.open(model, options.withAdapters(limits))) {
                compare(slots, new Case(without), new Case(with));
            }
        }
    }

    private void compare(int slots, Case without, Case with) {
        double[][] rates = new double[4][ROUNDS];
        for (int i = -1; i < ROUNDS; i++) {
            double[] now = {without.prefill(round), with.prefill(round), without.decode(round), with.decode(round)};
            for (int j = 0; j < 4 && i >= 0; j++) {
                rates[j][i] = now[j];
            }
        }
        Arrays.stream(rates).forEach(Arrays::sort);
        print("prefill, " + slots + " slots", rates[0], rates[1]);
        print("decode, " + slots + " slots", rates[2], rates[3]);
    }

    private void print(String what, double[] without, double[] with) {
        Rounds plain = new Rounds(without);
        Rounds adapted = new Rounds(with);
        out.printf(
                "%-20s without places %-24s %d places of rank %d %-24s %.2f%n",
                what,
                plain,
                limits.places(),
                limits.rank(),
                adapted,
                adapted.median() / plain.median());
    }

    /** One decoder and what it is asked. */
    private record Case(Decoder decoder) {
        double prefill(Duration round) {
            int[] prompt = IntStream.range(0, PROMPT)
                    .map(i -> i * 7 % decoder.vocabSize())
                    .toArray();
            return Rounds.rate(round, () -> {
                for (int slot = 0; slot < decoder.slots(); slot++) {
                    decoder.truncate(slot, 0);
                    decoder.prefill(slot, prompt);
                }
                return (long) PROMPT * decoder.slots();
            });
        }

        double decode(Duration round) {
            int[] slots = IntStream.range(0, decoder.slots()).toArray();
            int[] tokens = new int[slots.length];
            Arrays.fill(tokens, 1);
            return Rounds.rate(round, () -> {
                for (int slot : slots) {
                    decoder.truncate(slot, PROMPT);
                }
                for (int i = 0; i < DECODE; i++) {
                    decoder.step(slots, tokens);
                }
                return (long) DECODE * slots.length;
            });
        }
    }
}
