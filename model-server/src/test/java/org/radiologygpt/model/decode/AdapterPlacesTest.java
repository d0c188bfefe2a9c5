package org.radiologygpt.model.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.radiologygpt.model.decode.LogitsAssert.assertLogits;
import static org.radiologygpt.model.decode.LogitsAssert.relativeError;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.radiologygpt.model.graph.Dialect;
import org.radiologygpt.model.quantize.BlockLayout;
import org.radiologygpt.model.quantize.Dequantized;
import org.radiologygpt.model.quantize.Precision;
import org.radiologygpt.model.quantize.Quantized;
import org.radiologygpt.model.weights.AdapterLimits;
import org.radiologygpt.model.weights.DType;
import org.radiologygpt.model.weights.LlamaConfig;
import org.radiologygpt.model.weights.LlamaTensors;
import org.radiologygpt.model.weights.LlamaWeights;
import org.radiologygpt.model.weights.LoraAdapter;
import org.radiologygpt.model.weights.ModelFormatException;
import org.radiologygpt.model.weights.RandomAdapter;
import org.radiologygpt.model.weights.Tensor;

class AdapterPlacesTest {
    private static final LlamaConfig CONFIG = TinyLlama.GROUPED;
    private static final AdapterLimits ALL = new AdapterLimits(3, 8, AdapterLimits.ALL_MODULES);
    private static final DecoderOptions OPTIONS = DecoderOptions.defaults()
            .withSlots(4)
            .withMaxTokens(48)
            .withIntraOpThreads(1)
            .withAdapters(ALL);

    /** Three that share a batch: other ranks, modules and scales. */
    private static final List<RandomAdapter> MIXED = List.of(
            new RandomAdapter(8, 16, false, List.of("q_proj", "v_proj"), 0.1, 1),
            new RandomAdapter(3, 5, true, AdapterLimits.ALL_MODULES, 0.1, 2),
            new RandomAdapter(1, 4, false, List.of("o_proj", "up_proj", "down_proj"), 0.2, 3));

    @TempDir
    Path directory;

    static Stream<Arguments> shapes_and_dialects() {
        return Stream.of(TinyLlama.GROUPED, TinyLlama.TIED, TinyLlama.BIASED)
                .flatMap(shape -> Stream.of(Dialect.values()).map(dialect -> Arguments.of(shape, dialect)));
    }

    @ParameterizedTest
    @MethodSource("shapes_and_dialects")
    void each_row_of_a_batch_answers_as_its_own_merged_adapter(LlamaConfig shape, Dialect dialect) throws IOException {
        TinyLlama.write(directory, shape, DType.F32, 7);
        LlamaWeights base = LlamaWeights.open(directory);
        List<ReferenceLlama> expected = new ArrayList<>(List.of(new ReferenceLlama(directory)));
        try (Decoder decoder = OrtDecoder.open(base, dialect, OPTIONS)) {
            for (int place = 0; place < 3; place++) {
                LoraAdapter adapter = adapter(MIXED.get(place), shape);
                decoder.load(place, adapter);
                expected.add(merged(base, adapter));
            }
            int[][] sequences = new int[4][];
            for (int slot = 0; slot < 4; slot++) {
                sequences[slot] = TinyLlama.tokens(shape, 9 + 3 * slot, slot);
                decoder.use(slot, slot - 1);
                int[] prompt = Arrays.copyOf(sequences[slot], sequences[slot].length - 4);
                assertLogits(decoder.prefill(slot, prompt), expected.get(slot).logits(prompt));
            }
            int[] order = {2, 0, 3, 1};
            for (int left = 4; left > 0; left--) {
                int[] next = new int[4];
                for (int i = 0; i < 4; i++) {
                    next[i] = sequences[order[i]][sequences[order[i]].length - left];
                }
                float[][] logits = decoder.step(order, next);
                for (int i = 0; i < 4; i++) {
                    int[] whole = Arrays.copyOf(sequences[order[i]], sequences[order[i]].length - left + 1);
                    assertLogits(logits[i], expected.get(order[i]).logits(whole));
                }
            }
        }
        int[] tokens = TinyLlama.tokens(shape, 12, 5);
        for (int place = 1; place <= 3; place++) {
            float[] other = floats(expected.get(place).logits(tokens));
            assertThat(relativeError(other, expected.get(0).logits(tokens))).isGreaterThan(1e-2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_place_takes_one_adapter_after_the_other(Dialect dialect) throws IOException {
        TinyLlama.write(directory, CONFIG, DType.BF16, 7);
        LlamaWeights base = LlamaWeights.open(directory);
        int[] tokens = TinyLlama.tokens(CONFIG, 11, 5);
        try (Decoder decoder = OrtDecoder.open(base, dialect, OPTIONS)) {
            for (RandomAdapter random : MIXED) {
                LoraAdapter adapter = adapter(random, CONFIG);
                decoder.load(1, adapter);
                decoder.use(2, 1);
                assertLogits(decoder.prefill(2, tokens), merged(base, adapter).logits(tokens));
                decoder.truncate(2, 0);
            }
            decoder.unload(1);
            assertLogits(decoder.prefill(2, tokens), new ReferenceLlama(directory).logits(tokens));
        }
    }

    @Test
    void an_adapter_beside_rounded_weights_is_not_rounded() throws IOException {
        TinyLlama.write(directory, CONFIG, DType.F16, 7);
        LlamaWeights base = LlamaWeights.open(directory);
        LoraAdapter adapter = adapter(MIXED.get(1), CONFIG);
        Precision precision = Precision.int4Exact(32);
        ReferenceLlama expected = dequantised(base, adapter, precision);
        int[] tokens = TinyLlama.tokens(CONFIG, 12, 5);
        try (Decoder decoder = OrtDecoder.open(directory, OPTIONS.withPrecision(precision))) {
            decoder.load(0, adapter);
            decoder.use(3, 0);
            assertLogits(decoder.prefill(3, Arrays.copyOf(tokens, 11)), expected.logits(Arrays.copyOf(tokens, 11)));
            assertLogits(decoder.step(new int[] {3}, new int[] {tokens[11]})[0], expected.logits(tokens));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"int8", "int4", "int4-exact"})
    void a_slot_without_an_adapter_is_as_if_there_were_no_places(String name) throws IOException {
        TinyLlama.write(directory, CONFIG, DType.F16, 7);
        DecoderOptions options = OPTIONS.withPrecision(Precision.parse(name, 32));
        int[] tokens = TinyLlama.tokens(CONFIG, 12, 5);
        try (Decoder decoder = OrtDecoder.open(directory, options);
                Decoder plain = OrtDecoder.open(directory, options.withAdapters(AdapterLimits.NONE))) {
            decoder.load(0, adapter(MIXED.get(1), CONFIG));
            assertLogits(decoder.prefill(0, tokens), plain.prefill(0, tokens));
            decoder.use(1, 0);
            assertThat(relativeError(decoder.prefill(1, tokens), doubles(plain.prefill(1, tokens))))
                    .isGreaterThan(1e-2);
        }
    }

    /** Factors that overflow 32 bits when they meet a hidden state. */
    @ParameterizedTest
    @EnumSource
    void an_adapter_of_absurd_weights_harms_nobody_else(Dialect dialect) throws IOException {
        TinyLlama.write(directory, CONFIG, DType.F32, 7);
        LlamaWeights base = LlamaWeights.open(directory);
        ReferenceLlama expected = new ReferenceLlama(directory);
        RandomAdapter absurd = new RandomAdapter(8, 8, false, List.of("k_proj", "v_proj", "up_proj"), 6e37, 1);
        int[] tokens = TinyLlama.tokens(CONFIG, 12, 5);
        try (Decoder decoder = OrtDecoder.open(base, dialect, OPTIONS)) {
            decoder.load(0, adapter(absurd, CONFIG));
            decoder.use(0, 0);
            decoder.prefill(0, tokens);
            decoder.prefill(1, Arrays.copyOf(tokens, 11));
            float[][] logits = decoder.step(new int[] {0, 1}, new int[] {tokens[11], tokens[11]});
            assertThat(logits[0]).contains(Float.NaN);
            assertLogits(logits[1], expected.logits(tokens));
            decoder.truncate(0, 0);
            decoder.use(0, Decoder.BASE);
            decoder.prefill(0, Arrays.copyOf(tokens, 11));
            decoder.truncate(1, 11);
            logits = decoder.step(new int[] {0, 1}, new int[] {tokens[11], tokens[11]});
            assertLogits(logits[0], expected.logits(tokens));
            assertLogits(logits[1], expected.logits(tokens));
        }
    }

    @Test
    void tokens_of_one_slot_are_of_one_load_of_one_adapter() throws IOException {
        TinyLlama.write(directory, CONFIG, DType.F32, 7);
        LoraAdapter adapter = adapter(MIXED.get(0), CONFIG);
        try (Decoder decoder = OrtDecoder.open(directory, OPTIONS)) {
            decoder.load(0, adapter);
            decoder.use(2, 0);
            decoder.prefill(2, new int[] {1, 2});
            assertThatIllegalStateException().isThrownBy(() -> decoder.use(2, Decoder.BASE));
            assertThatIllegalStateException().isThrownBy(() -> decoder.load(0, adapter));
            assertThatIllegalStateException().isThrownBy(() -> decoder.unload(0));
            decoder.use(2, 0);
            decoder.truncate(2, 0);
            decoder.unload(0);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> decoder.use(2, 0))
                    .withMessage("place 0 holds no adapter");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> decoder.load(3, adapter))
                    .withMessage("place 3 is not one of 3");
        }
    }

    @Test
    void an_adapter_that_does_not_fit_is_refused_with_the_limit_and_changes_nothing() throws IOException {
        TinyLlama.write(directory, CONFIG, DType.F32, 7);
        LlamaWeights base = LlamaWeights.open(directory);
        LoraAdapter good = adapter(new RandomAdapter(2, 2, false, List.of("q_proj"), 0.3, 9), CONFIG);
        DecoderOptions narrow = OPTIONS.withAdapters(new AdapterLimits(1, 2, List.of("v_proj", "q_proj")));
        int[] tokens = TinyLlama.tokens(CONFIG, 8, 5);
        try (Decoder decoder = OrtDecoder.open(directory, narrow)) {
            decoder.load(0, good);
            refused(decoder, new RandomAdapter(3, 2, false, List.of("q_proj"), 0.1, 1), CONFIG)
                    .withMessage("the adapter has rank 3, the places for adapters take ranks up to 2");
            refused(decoder, new RandomAdapter(2, 2, false, List.of("q_proj", "up_proj"), 0.1, 1), CONFIG)
                    .withMessage("the adapter changes up_proj, the places for adapters take q_proj, v_proj only");
            refused(decoder, new RandomAdapter(2, 2, false, List.of("q_proj"), 0.1, 1), TinyLlama.TIED)
                    .withMessageContaining("model.layers.0.self_attn.q_proj.weight make [128, 64]");
            LlamaConfig deeper = new LlamaConfig(97, 64, 88, 4, 4, 2, 16, 64, 1e-5, 10000, false, 1, 2);
            refused(decoder, new RandomAdapter(2, 2, false, List.of("q_proj"), 0.1, 1), deeper)
                    .withMessageContaining("model.layers.3.self_attn.q_proj.weight, which the base model has not");
            refused(decoder, new RandomAdapter(2, 1e38, false, List.of("q_proj"), 1e10, 1), CONFIG)
                    .withMessageContaining("q_proj.weight hold what is no finite number");
            decoder.use(0, 0);
            assertLogits(decoder.prefill(0, tokens), merged(base, good).logits(tokens));
        }
    }

    @Test
    void a_decoder_without_places_takes_no_adapter() throws IOException {
        TinyLlama.write(directory, CONFIG, DType.F32, 7);
        LoraAdapter adapter = adapter(MIXED.get(0), CONFIG);
        try (Decoder decoder = OrtDecoder.open(directory, OPTIONS.withAdapters(AdapterLimits.NONE))) {
            assertThat(decoder.adapters().places()).isZero();
            assertThatIllegalArgumentException().isThrownBy(() -> decoder.load(0, adapter));
            assertThatIllegalArgumentException().isThrownBy(() -> decoder.use(0, 0));
            decoder.use(0, Decoder.BASE);
        }
    }

    private org.assertj.core.api.ThrowableAssertAlternative<ModelFormatException> refused(
            Decoder decoder, RandomAdapter random, LlamaConfig shape) throws IOException {
        LoraAdapter adapter = adapter(random, shape);
        return assertThatExceptionOfType(ModelFormatException.class).isThrownBy(() -> decoder.load(0, adapter));
    }

    private LoraAdapter adapter(RandomAdapter random, LlamaConfig shape) throws IOException {
        return LoraAdapter.read(random.write(directory.resolve("adapter-" + System.nanoTime()), shape));
    }

    private ReferenceLlama merged(LlamaWeights base, LoraAdapter adapter) {
        ReferenceLlama reference = new ReferenceLlama(directory);
        adapter.targets()
                .forEach(name ->
                        reference.put(name, adapter.merge(base.target(name)).toFloats()));
        return reference;
    }

    /** Rounded weights, and what the adapter adds to them. */
    private ReferenceLlama dequantised(LlamaWeights base, LoraAdapter adapter, Precision precision) {
        ReferenceLlama reference = merged(base, adapter);
        Map<String, Tensor> tensors = new Quantized(base, java.util.Optional.empty(), precision).inMemory();
        for (String name : LlamaTensors.matrices(base.config())) {
            float[] rounded = Dequantized.matrix(
                    tensors.get(BlockLayout.blocksName(name)),
                    tensors.get(BlockLayout.scalesName(name)),
                    (int) base.tensors().get(name).shape()[1],
                    precision.bits());
            float[] stored = base.tensors().get(name).toFloats();
            float[] sum = reference.weight(name).clone();
            for (int i = 0; i < sum.length; i++) {
                sum[i] += rounded[i] - stored[i];
            }
            reference.put(name, sum);
        }
        return reference;
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    private static double[] doubles(float[] values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < doubles.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }
}
