package org.radiologygpt.routes.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.radiologygpt.model.decode.Decoder;
import org.radiologygpt.model.decode.DecoderOptions;
import org.radiologygpt.model.decode.OrtDecoder;
import org.radiologygpt.model.weights.AdapterLimits;

/**
 * What places for adapters cost, loaded or not: the products are the same. Two decoders, without and with places, do the
 * same piece of work in turn, each first in every other pair, so that a machine whose speed changes slows both; the cost is
 * the median over all pairs.
 *
 * @param model directory in Hugging Face layout
 * @param limits places to compare with none
 * @param pairs of each kind of work
 * @param out where the figures go
 */
record AdapterBench(Path model, AdapterLimits limits, int pairs, PrintStream out) {
    private static final int WARM_UP = 3;
    private static final int PROMPT = 200;
    private static final int DECODE = 60;

    void run() {
        out.printf(
                "%d places of rank %d on %s; %d pairs; prompt %d tokens, answer %d%n",
                limits.places(), limits.rank(), String.join(", ", limits.modules()), pairs, PROMPT, DECODE);
        for (int slots : new int[] {1, 4}) {
            DecoderOptions options = DecoderOptions.defaults().withSlots(slots).withMaxTokens(PROMPT + DECODE);
            try (Decoder without = OrtDecoder.open(model, options);
                    Decoder with = OrtDecoder.open(model, options.withAdapters(limits))) {
                compare("prefill", slots, slots * PROMPT, without, with, AdapterBench::prefill);
                compare("decoding", slots, slots * DECODE, without, with, AdapterBench::decode);
            }
        }
    }

    private void compare(String what, int slots, int tokens, Decoder without, Decoder with, Consumer<Decoder> work) {
        double[] plain = new double[pairs];
        double[] adapted = new double[pairs];
        double[] ratios = new double[pairs];
        for (int i = -WARM_UP; i < pairs; i++) {
            double first = rate(tokens, i % 2 == 0 ? without : with, work);
            double second = rate(tokens, i % 2 == 0 ? with : without, work);
            if (i >= 0) {
                plain[i] = i % 2 == 0 ? first : second;
                adapted[i] = i % 2 == 0 ? second : first;
                ratios[i] = adapted[i] / plain[i];
            }
        }
        out.printf(
                "%-9s %d slots, tokens/s: without places %,7.0f  with %,7.0f  median of ratios %.3f%n",
                what, slots, median(plain), median(adapted), median(ratios));
    }

    private static double rate(int tokens, Decoder decoder, Consumer<Decoder> work) {
        long start = System.nanoTime();
        work.accept(decoder);
        return tokens * 1e9 / (System.nanoTime() - start);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static void prefill(Decoder decoder) {
        int[] prompt =
                IntStream.range(0, PROMPT).map(i -> i * 7 % decoder.vocabSize()).toArray();
        for (int slot = 0; slot < decoder.slots(); slot++) {
            decoder.truncate(slot, 0);
            decoder.prefill(slot, prompt);
        }
    }

    /** After {@link #prefill}. */
    private static void decode(Decoder decoder) {
        int[] slots = IntStream.range(0, decoder.slots()).toArray();
        int[] tokens = new int[slots.length];
        Arrays.fill(tokens, 1);
        Arrays.stream(slots).forEach(slot -> decoder.truncate(slot, PROMPT));
        for (int i = 0; i < DECODE; i++) {
            decoder.step(slots, tokens);
        }
    }
}
