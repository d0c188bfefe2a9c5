package org.radiologygpt.model.bench.gpu;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.radiologygpt.model.decode.Decoder;
import org.radiologygpt.model.decode.DecoderOptions;
import org.radiologygpt.model.decode.DecoderSource;

/** Logits and greedy tokens of a decoder beside those of 32-bit floats on this machine's processors. */
final class Equality {
    private static final int PROMPT = 40;
    private static final int STEPS = 8;
    private static final int SPECIAL = 3;

    private Equality() {}

    /** A reference that is made first, so that two large models need not be in memory at once. */
    static float[][] reference(Path model) {
        DecoderOptions options = DecoderOptions.defaults().withSlots(1).withMaxTokens(PROMPT + STEPS);
        try (Decoder decoder = only(DecoderSource.CPU, model, options)) {
            return logits(decoder);
        }
    }

    /** Logits after a prompt and after each of some further tokens, {@code [positions][vocabSize]}. */
    static float[][] logits(Decoder decoder) {
        int[] tokens = new SplittableRandom(5)
                .ints(PROMPT + STEPS - 1, SPECIAL, decoder.vocabSize())
                .toArray();
        decoder.truncate(0, 0);
        float[][] logits = new float[STEPS][];
        logits[0] = decoder.prefill(0, Arrays.copyOf(tokens, PROMPT));
        for (int step = 1; step < STEPS; step++) {
            logits[step] = decoder.step(new int[] {0}, new int[] {tokens[PROMPT + step - 1]})[0];
        }
        decoder.truncate(0, 0);
        return logits;
    }

    /** The largest difference over the largest magnitude, of the worst position. */
    static double error(float[][] actual, float[][] expected) {
        return IntStream.range(0, expected.length)
                .mapToDouble(i -> error(actual[i], expected[i]))
                .max()
                .orElseThrow();
    }

    private static double error(float[] actual, float[] expected) {
        double difference = 0;
        double magnitude = 0;
        for (int i = 0; i < expected.length; i++) {
            double distance = Math.abs((double) actual[i] - expected[i]);
            difference = Double.isFinite(distance) ? Math.max(difference, distance) : Double.POSITIVE_INFINITY;
            magnitude = Math.max(magnitude, Math.abs(expected[i]));
        }
        return difference / magnitude;
    }

    /** Tokens that greedy decoding chooses after each prompt, one list a prompt. */
    static List<List<Integer>> greedy(Decoder decoder, int prompts, int tokens) {
        return IntStream.range(0, prompts)
                .mapToObj(seed -> answer(decoder, seed, tokens))
                .toList();
    }

    private static List<Integer> answer(Decoder decoder, long seed, int tokens) {
        int[] prompt = new SplittableRandom(seed)
                .ints(PROMPT, SPECIAL, decoder.vocabSize())
                .toArray();
        decoder.truncate(0, 0);
        int[] chosen = new int[tokens];
        chosen[0] = largest(decoder.prefill(0, prompt));
        for (int i = 1; i < tokens; i++) {
            chosen[i] = largest(decoder.step(new int[] {0}, new int[] {chosen[i - 1]})[0]);
        }
        decoder.truncate(0, 0);
        return Arrays.stream(chosen).boxed().toList();
    }

    private static int largest(float[] logits) {
        return IntStream.range(0, logits.length)
                .reduce((best, i) -> logits[i] > logits[best] ? i : best)
                .orElseThrow();
    }

    /** The one decoder of a source. */
    static Decoder only(DecoderSource source, Path model, DecoderOptions options) {
        return source.open(model, options, () -> {
                    throw new IllegalStateException("nothing here is kept under a digest");
                })
                .get(0);
    }
}
