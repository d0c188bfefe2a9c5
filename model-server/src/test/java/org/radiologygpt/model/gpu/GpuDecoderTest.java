package org.radiologygpt.model.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.radiologygpt.model.decode.LogitsAssert.assertLogits;
import static org.radiologygpt.model.decode.LogitsAssert.relativeError;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.radiologygpt.model.decode.Decoder;
import org.radiologygpt.model.decode.DecoderException;
import org.radiologygpt.model.decode.DecoderException.Reason;
import org.radiologygpt.model.decode.OrtDecoder;
import org.radiologygpt.model.decode.ReferenceLlama;
import org.radiologygpt.model.decode.TinyLlama;
import org.radiologygpt.model.graph.Readout;
import org.radiologygpt.model.weights.AdapterLimits;
import org.radiologygpt.model.weights.DType;
import org.radiologygpt.model.weights.LlamaConfig;
import org.radiologygpt.model.weights.LlamaWeights;

/** What is asked of {@link OrtDecoder}, asked of the decoder on a device; and what only a device does. */
class GpuDecoderTest {
    private static final LlamaConfig CONFIG = TinyLlama.GROUPED;
    private static final GpuOptions OPTIONS = new GpuOptions(4, 48, DType.F32, Readout.WHOLE, AdapterLimits.NONE);

    /** Room that grows and shrinks within a test, prompts in several chunks. */
    private static final Buckets BUCKETS = new Buckets(4, new int[] {6, 12, 24, 48}, 2, 8);

    static final List<LlamaConfig> SHAPES = List.of(
            TinyLlama.GROUPED,
            TinyLlama.MULTI_HEAD,
            TinyLlama.TIED,
            TinyLlama.NARROW_HEADS,
            TinyLlama.QWEN,
            TinyLlama.BIASED,
            TinyLlama.LLAMA3);

    @TempDir
    Path directory;

    private ReferenceLlama reference;
    private final OrtDevice device = new OrtDevice();

    @BeforeEach
    void write_a_model() throws IOException {
        reference = new ReferenceLlama(TinyLlama.write(directory, CONFIG, DType.F32, 7));
    }

    private Decoder open() {
        return GpuDecoder.open(LlamaWeights.open(directory), OPTIONS, BUCKETS, device);
    }

    @ParameterizedTest
    @FieldSource("SHAPES")
    void logits_equal_the_reference_at_every_position(LlamaConfig shape) throws IOException {
        ReferenceLlama expected = new ReferenceLlama(TinyLlama.write(directory, shape, DType.F32, 11));
        int[] tokens = TinyLlama.tokens(shape, 14, 3);
        try (Decoder decoder = open()) {
            assertLogits(decoder.prefill(0, head(tokens, 9)), expected.logits(head(tokens, 9)));
            for (int i = 9; i < tokens.length; i++) {
                float[] logits = decoder.step(new int[] {0}, new int[] {tokens[i]})[0];
                assertLogits(logits, expected.logits(head(tokens, i + 1)));
            }
        }
    }

    /** In 16 bits every layer rounds to eleven of a number's bits. */
    @ParameterizedTest
    @ValueSource(strings = {"WHOLE", "LIKELIEST"})
    void in_sixteen_bits_it_stays_near_the_reference(Readout readout) throws IOException {
        ReferenceLlama expected = new ReferenceLlama(TinyLlama.write(directory, CONFIG, DType.F16, 11));
        int[] tokens = TinyLlama.tokens(CONFIG, 14, 3);
        GpuOptions half = new GpuOptions(4, 48, DType.F16, readout, AdapterLimits.NONE);
        try (Decoder decoder = GpuDecoder.open(LlamaWeights.open(directory), half, BUCKETS, device)) {
            decoder.prefill(2, head(tokens, 13));
            float[] logits = decoder.step(new int[] {2}, new int[] {tokens[13]})[0];
            double[] wanted = expected.logits(tokens);
            if (readout == Readout.WHOLE) {
                assertThat(relativeError(logits, wanted)).isLessThan(1e-2);
            } else {
                int best = IntStream.range(0, wanted.length)
                        .reduce((a, b) -> wanted[b] > wanted[a] ? b : a)
                        .orElseThrow();
                assertThat((double) logits[best])
                        .isCloseTo(wanted[best], org.assertj.core.data.Percentage.withPercentage(2));
            }
        }
    }

    @Test
    void a_prompt_in_chunks_equals_the_prompt_at_once() {
        int[] tokens = TinyLlama.tokens(CONFIG, 20, 4);
        try (Decoder decoder = open()) {
            decoder.prefill(1, head(tokens, 7));
            decoder.prefill(1, Arrays.copyOfRange(tokens, 7, 8));
            assertLogits(decoder.prefill(1, Arrays.copyOfRange(tokens, 8, 20)), reference.logits(tokens));
            assertThat(decoder.length(1)).isEqualTo(20);
            assertLogits(decoder.prefill(0, tokens), reference.logits(tokens));
        }
    }

    @Test
    void slots_of_different_lengths_step_together_as_they_would_alone() {
        int[] lengths = {12, 7, 1, 30};
        int[][] sequences = IntStream.of(lengths)
                .mapToObj(length -> TinyLlama.tokens(CONFIG, length + 5, length))
                .toArray(int[][]::new);
        try (Decoder decoder = open()) {
            IntStream.range(0, 4).forEach(slot -> decoder.prefill(slot, head(sequences[slot], lengths[slot])));
            int[] order = {2, 0, 3, 1};
            for (int step = 0; step < 5; step++) {
                int past = step;
                int[] next = Arrays.stream(order)
                        .map(slot -> sequences[slot][lengths[slot] + past])
                        .toArray();
                float[][] logits = decoder.step(order, next);
                for (int i = 0; i < order.length; i++) {
                    assertLogits(logits[i], reference.logits(head(sequences[order[i]], lengths[order[i]] + step + 1)));
                }
            }
        }
    }

    @Test
    void an_idle_slot_between_stepping_ones_keeps_its_sequence() {
        int[] tokens = TinyLlama.tokens(CONFIG, 12, 8);
        try (Decoder decoder = open()) {
            IntStream.range(0, 3).forEach(slot -> decoder.prefill(slot, head(tokens, 6 + slot)));
            decoder.step(new int[] {0, 2}, new int[] {5, 6});
            decoder.step(new int[] {0, 2}, new int[] {7, 8});
            assertThat(decoder.length(1)).isEqualTo(7);
            float[] logits = decoder.step(new int[] {1}, new int[] {tokens[7]})[0];
            assertLogits(logits, reference.logits(head(tokens, 8)));
        }
    }

    @Test
    void a_slot_forgets_what_it_is_told_to_forget() {
        int[] first = TinyLlama.tokens(CONFIG, 20, 1);
        int[] second = TinyLlama.tokens(CONFIG, 6, 2);
        int[] joined = IntStream.concat(Arrays.stream(first, 0, 8), Arrays.stream(second))
                .toArray();
        try (Decoder decoder = open()) {
            decoder.prefill(3, first);
            decoder.truncate(3, 8);
            assertLogits(decoder.prefill(3, second), reference.logits(joined));
            decoder.truncate(3, 0);
            assertLogits(decoder.prefill(3, second), reference.logits(second));
        }
    }

    @Test
    void a_slot_can_be_filled_to_its_last_token() {
        int[] tokens = TinyLlama.tokens(CONFIG, 48, 6);
        try (Decoder decoder = open()) {
            decoder.prefill(3, head(tokens, 47));
            assertLogits(decoder.step(new int[] {3}, new int[] {tokens[47]})[0], reference.logits(tokens));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> decoder.step(new int[] {3}, new int[] {1}))
                    .withMessageContaining("limit of 48");
        }
    }

    @Test
    void wrong_arguments_are_refused_before_anything_changes() {
        try (Decoder decoder = open()) {
            decoder.prefill(0, new int[] {1, 2, 3});
            refused(() -> decoder.prefill(0, new int[] {97}), "token id 97");
            refused(() -> decoder.prefill(0, new int[0]), "no token");
            refused(() -> decoder.prefill(0, new int[46]), "limit of 48");
            refused(() -> decoder.prefill(4, new int[] {1}), "slot 4");
            refused(() -> decoder.step(new int[] {0, 0}, new int[] {1, 1}), "twice");
            refused(() -> decoder.step(new int[] {1}, new int[] {1}), "empty");
            refused(() -> decoder.truncate(0, 4), "holds 3 tokens");
            assertLogits(decoder.step(new int[] {0}, new int[] {4})[0], reference.logits(1, 2, 3, 4));
        }
    }

    @Test
    void the_models_own_limit_counts_where_it_is_smaller() {
        GpuOptions long4096 = new GpuOptions(4, 4096, DType.F32, Readout.WHOLE, AdapterLimits.NONE);
        try (Decoder decoder = GpuDecoder.open(LlamaWeights.open(directory), long4096, device)) {
            assertThat(decoder.maxTokens()).isEqualTo(64);
            assertLogits(decoder.prefill(0, new int[] {4, 5}), reference.logits(4, 5));
        }
    }

    /** Then what was captured for the first of them serves the others. */
    @Test
    void steps_of_one_bucket_have_the_same_bindings() {
        try (Decoder decoder = open()) {
            decoder.prefill(0, new int[] {1, 2});
            decoder.prefill(1, new int[] {3});
            device.passes().clear();
            for (int i = 0; i < 4; i++) {
                decoder.step(new int[] {0, 1}, new int[] {5 + i, 6 + i});
            }
            assertThat(device.passes()).hasSize(4).allSatisfy(pass -> assertThat(pass)
                    .isEqualTo(device.passes().get(0)));
        }
    }

    @Test
    void every_step_has_run_when_it_is_opened() {
        try (Decoder decoder = GpuDecoder.open(LlamaWeights.open(directory), OPTIONS, device)) {
            assertThat(IntStream.range(0, 4).map(decoder::length)).containsOnly(0);
            assertThat(device.passes().stream()
                            .map(pass -> pass.get("input_ids").shape())
                            .distinct())
                    .contains(List.of(1L, 1L), List.of(2L, 1L), List.of(4L, 1L), List.of(1L, 16L), List.of(1L, 64L));
            assertLogits(decoder.prefill(0, new int[] {4, 5}), reference.logits(4, 5));
        }
    }

    @Test
    void it_allocates_what_is_foretold() {
        AdapterLimits limits = new AdapterLimits(3, 8, List.of("q_proj", "down_proj"));
        for (Readout readout : Readout.values()) {
            OrtDevice own = new OrtDevice();
            GpuOptions options = new GpuOptions(5, 48, DType.F32, readout, limits);
            GpuMemory memory = GpuMemory.of(CONFIG, options);
            try (Decoder decoder = GpuDecoder.open(LlamaWeights.open(directory), options, own)) {
                assertThat(own.allocated()).isEqualTo(memory.total() - memory.weights());
                assertThat(decoder.slots()).isEqualTo(5);
            }
            assertThat(own.closed()).isTrue();
        }
    }

    @Test
    void too_little_memory_is_told_and_what_was_taken_is_given_back() {
        long wanted = GpuMemory.of(CONFIG, OPTIONS).total()
                - GpuMemory.of(CONFIG, OPTIONS).weights();
        for (long limit : new long[] {10_000, wanted - 1}) {
            OrtDevice small = new OrtDevice();
            small.limit(limit);
            assertThatExceptionOfType(DecoderException.class)
                    .isThrownBy(() -> GpuDecoder.open(LlamaWeights.open(directory), OPTIONS, small))
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.NO_MEMORY));
            assertThat(small.closed()).isTrue();
        }
    }

    @Test
    void a_pass_that_failed_changes_nothing() {
        int[] tokens = TinyLlama.tokens(CONFIG, 10, 8);
        try (Decoder decoder = open()) {
            decoder.prefill(0, head(tokens, 7));
            device.failing(Optional.of(Reason.NO_MEMORY));
            assertThatExceptionOfType(DecoderException.class)
                    .isThrownBy(() -> decoder.step(new int[] {0}, new int[] {tokens[7]}));
            assertThatExceptionOfType(DecoderException.class).isThrownBy(() -> decoder.prefill(1, tokens));
            device.failing(Optional.empty());
            assertThat(decoder.length(0)).isEqualTo(7);
            assertThat(decoder.length(1)).isZero();
            assertLogits(decoder.step(new int[] {0}, new int[] {tokens[7]})[0], reference.logits(head(tokens, 8)));
        }
    }

    @Test
    void a_cache_that_was_left_half_moved_is_not_read_any_more() {
        int[] tokens = TinyLlama.tokens(CONFIG, 30, 8);
        try (Decoder decoder = open()) {
            IntStream.range(0, 4).forEach(slot -> decoder.prefill(slot, head(tokens, 5)));
            device.failAfter(1);
            assertThatExceptionOfType(DecoderException.class).isThrownBy(() -> decoder.prefill(0, tokens));
            assertThatExceptionOfType(DecoderException.class)
                    .isThrownBy(() -> decoder.step(new int[] {1}, new int[] {1}))
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.DEVICE_LOST));
        }
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String message) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining(message);
    }

    private static int[] head(int[] tokens, int count) {
        return Arrays.copyOf(tokens, count);
    }
}
