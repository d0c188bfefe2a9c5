package org.radiologygpt.model.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.radiologygpt.model.decode.LogitsAssert.assertLogits;
import static org.radiologygpt.model.decode.LogitsAssert.relativeError;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.radiologygpt.model.quantize.BlockLayout;
import org.radiologygpt.model.quantize.Dequantized;
import org.radiologygpt.model.quantize.Precision;
import org.radiologygpt.model.quantize.Quantized;
import org.radiologygpt.model.weights.DType;
import org.radiologygpt.model.weights.LlamaConfig;
import org.radiologygpt.model.weights.LlamaTensors;
import org.radiologygpt.model.weights.LlamaWeights;
import org.radiologygpt.model.weights.LoraAdapter;
import org.radiologygpt.model.weights.ModelFormatException;
import org.radiologygpt.model.weights.Tensor;

class QuantizedDecoderTest {
    /** What rounding hidden states to 8 bits may change; the layers' own errors are judged without it. */
    private static final double STATES_ROUNDED = 0.1;

    private static final DecoderOptions OPTIONS =
            DecoderOptions.defaults().withSlots(4).withMaxTokens(48).withIntraOpThreads(1);

    @TempDir
    Path directory;

    @TempDir
    Path adapter;

    static Stream<Arguments> shapes_and_precisions() {
        List<LlamaConfig> shapes = List.of(TinyLlama.GROUPED, TinyLlama.TIED, TinyLlama.BIASED);
        return shapes.stream().flatMap(shape -> precisions().map(precision -> Arguments.of(shape, precision)));
    }

    static Stream<Precision> precisions() {
        return Stream.of(
                Precision.int8(32),
                Precision.int8(128),
                Precision.int4(32),
                Precision.int4(128),
                Precision.int4Exact(64));
    }

    /** 88 inputs of one layer are no multiple of any block. */
    @ParameterizedTest
    @MethodSource("shapes_and_precisions")
    void logits_equal_the_reference_with_the_dequantised_weights(LlamaConfig shape, Precision precision)
            throws IOException {
        TinyLlama.write(directory, shape, DType.BF16, 11);
        ReferenceLlama expected = reference(shape, precision, Optional.empty());
        int[] tokens = TinyLlama.tokens(shape, 14, 3);
        try (Decoder decoder = OrtDecoder.open(directory, OPTIONS.withPrecision(precision))) {
            compare(precision, decoder.prefill(0, Arrays.copyOf(tokens, 9)), expected.logits(Arrays.copyOf(tokens, 9)));
            for (int i = 9; i < tokens.length; i++) {
                float[] logits = decoder.step(new int[] {0}, new int[] {tokens[i]})[0];
                compare(precision, logits, expected.logits(Arrays.copyOf(tokens, i + 1)));
            }
        }
    }

    @Test
    void an_adapter_is_merged_before_the_sum_is_rounded() throws IOException {
        TinyLlama.write(directory, TinyLlama.GROUPED, DType.F16, 21);
        TinyAdapter.write(adapter, 3);
        Precision precision = Precision.int4Exact(32);
        ReferenceLlama expected = reference(TinyLlama.GROUPED, precision, Optional.of(LoraAdapter.read(adapter)));
        int[] tokens = TinyLlama.tokens(TinyLlama.GROUPED, 9, 2);
        DecoderOptions options = OPTIONS.withPrecision(precision).withAdapter(adapter);
        try (Decoder decoder = OrtDecoder.open(directory, options);
                Decoder plain = OrtDecoder.open(directory, OPTIONS.withPrecision(precision))) {
            float[] logits = decoder.prefill(0, tokens);
            assertLogits(logits, expected.logits(tokens));
            assertThat(relativeError(plain.prefill(0, tokens), expected.logits(tokens)))
                    .isGreaterThan(1e-2);
        }
    }

    @ParameterizedTest
    @MethodSource("precisions")
    void slots_step_together_as_they_would_alone(Precision precision) throws IOException {
        TinyLlama.write(directory, TinyLlama.GROUPED, DType.F32, 7);
        int[] lengths = {12, 7, 1, 30};
        int[][] sequences = IntStream.of(lengths)
                .mapToObj(length -> TinyLlama.tokens(TinyLlama.GROUPED, length + 1, length))
                .toArray(int[][]::new);
        try (Decoder decoder = OrtDecoder.open(directory, OPTIONS.withPrecision(precision))) {
            float[][] alone = new float[4][];
            for (int slot = 0; slot < 4; slot++) {
                decoder.prefill(slot, Arrays.copyOf(sequences[slot], lengths[slot]));
                alone[slot] = decoder.step(new int[] {slot}, new int[] {sequences[slot][lengths[slot]]})[0];
                decoder.truncate(slot, lengths[slot]);
            }
            int[] next =
                    IntStream.range(0, 4).map(s -> sequences[s][lengths[s]]).toArray();
            float[][] together = decoder.step(new int[] {0, 1, 2, 3}, next);
            for (int slot = 0; slot < 4; slot++) {
                assertLogits(together[slot], alone[slot]);
            }
        }
    }

    @Test
    void weights_from_a_cache_give_the_same_logits() throws IOException {
        TinyLlama.write(directory, TinyLlama.GROUPED, DType.F32, 7);
        DecoderOptions options = OPTIONS.withPrecision(Precision.int4(32));
        int[] tokens = TinyLlama.tokens(TinyLlama.GROUPED, 12, 5);
        try (Decoder memory = OrtDecoder.open(directory, options);
                Decoder written = OrtDecoder.open(directory, options.withCache(adapter));
                Decoder found = OrtDecoder.open(directory, options.withCache(adapter))) {
            float[] expected = memory.prefill(0, tokens);
            assertThat(written.prefill(0, tokens)).isEqualTo(expected);
            assertThat(found.prefill(0, tokens)).isEqualTo(expected);
        }
    }

    @Test
    void head_widths_that_fused_attention_refuses_are_refused_in_one_sentence() throws IOException {
        TinyLlama.write(directory, TinyLlama.NARROW_HEADS, DType.F16, 5);
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> OrtDecoder.open(directory, OPTIONS.withPrecision(Precision.int8(32))))
                .withMessage("config.json: head_dim 8 is no multiple of 16, such models run in precision f32 only, not"
                        + " in int8-b32");
    }

    private static void compare(Precision precision, float[] logits, double[] expected) {
        if (precision.exact()) {
            assertLogits(logits, expected);
        } else {
            assertThat(relativeError(logits, expected)).isLessThan(STATES_ROUNDED);
        }
    }

    private ReferenceLlama reference(LlamaConfig shape, Precision precision, Optional<LoraAdapter> lora) {
        ReferenceLlama reference = new ReferenceLlama(directory);
        Map<String, Tensor> tensors = new Quantized(LlamaWeights.open(directory), lora, precision).inMemory();
        for (String matrix : LlamaTensors.matrices(shape)) {
            int columns = (int) LlamaTensors.shapes(shape).get(matrix)[1];
            float[] values = Dequantized.matrix(
                    tensors.get(BlockLayout.blocksName(matrix)),
                    tensors.get(BlockLayout.scalesName(matrix)),
                    columns,
                    precision.bits());
            reference.put(matrix.equals(LlamaTensors.EMBEDDING) ? "lm_head.weight" : matrix, values);
        }
        return reference;
    }
}
