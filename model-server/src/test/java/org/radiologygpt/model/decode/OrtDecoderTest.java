package org.radiologygpt.model.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.radiologygpt.model.decode.LogitsAssert.assertLogits;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.radiologygpt.model.graph.Dialect;
import org.radiologygpt.model.weights.DType;
import org.radiologygpt.model.weights.LlamaConfig;
import org.radiologygpt.model.weights.LlamaWeights;

class OrtDecoderTest {
    private static final LlamaConfig CONFIG = TinyLlama.GROUPED;
    private static final DecoderOptions OPTIONS =
            DecoderOptions.defaults().withSlots(4).withMaxTokens(48).withIntraOpThreads(1);

    @TempDir
    Path directory;

    private ReferenceLlama reference;

    @BeforeEach
    void write_a_model() throws IOException {
        reference = new ReferenceLlama(TinyLlama.write(directory, CONFIG, DType.F32, 7));
    }

    private Decoder open(Dialect dialect) {
        return OrtDecoder.open(LlamaWeights.open(directory), dialect, OPTIONS);
    }

    static Stream<Arguments> shapes_and_types() {
        List<LlamaConfig> shapes = List.of(
                TinyLlama.GROUPED,
                TinyLlama.MULTI_HEAD,
                TinyLlama.TIED,
                TinyLlama.QWEN,
                TinyLlama.BIASED,
                TinyLlama.LLAMA3);
        return shapes.stream().flatMap(shape -> Stream.of(DType.F32, DType.F16, DType.BF16)
                .flatMap(type -> Stream.of(Dialect.values()).map(dialect -> Arguments.of(shape, type, dialect))));
    }

    @ParameterizedTest
    @MethodSource("shapes_and_types")
    void logits_equal_the_reference_at_every_position(LlamaConfig shape, DType type, Dialect dialect)
            throws IOException {
        ReferenceLlama expected = new ReferenceLlama(TinyLlama.write(directory, shape, type, 11));
        int[] tokens = TinyLlama.tokens(shape, 14, 3);
        try (Decoder decoder = open(dialect)) {
            assertLogits(decoder.prefill(0, head(tokens, 9)), expected.logits(head(tokens, 9)));
            for (int i = 9; i < tokens.length; i++) {
                float[] logits = decoder.step(new int[] {0}, new int[] {tokens[i]})[0];
                assertLogits(logits, expected.logits(head(tokens, i + 1)));
            }
        }
    }

    @Test
    void head_widths_that_fused_attention_refuses_run_in_the_standard_dialect() throws IOException {
        ReferenceLlama expected = new ReferenceLlama(TinyLlama.write(directory, TinyLlama.NARROW_HEADS, DType.F16, 5));
        int[] tokens = TinyLlama.tokens(TinyLlama.NARROW_HEADS, 10, 1);
        try (Decoder decoder = OrtDecoder.open(directory, OPTIONS)) {
            assertLogits(decoder.prefill(2, tokens), expected.logits(tokens));
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_prompt_in_chunks_equals_the_prompt_at_once(Dialect dialect) {
        int[] tokens = TinyLlama.tokens(CONFIG, 20, 4);
        try (Decoder decoder = open(dialect)) {
            decoder.prefill(1, head(tokens, 7));
            decoder.prefill(1, Arrays.copyOfRange(tokens, 7, 8));
            float[] chunked = decoder.prefill(1, Arrays.copyOfRange(tokens, 8, 20));
            assertLogits(chunked, reference.logits(tokens));
            assertThat(decoder.length(1)).isEqualTo(20);
        }
    }

    @ParameterizedTest
    @EnumSource
    void slots_of_different_lengths_step_together_as_they_would_alone(Dialect dialect) {
        int[][] sequences = IntStream.of(12, 7, 1, 30)
                .mapToObj(length -> TinyLlama.tokens(CONFIG, length + 5, length))
                .toArray(int[][]::new);
        try (Decoder decoder = open(dialect)) {
            int[] lengths = {12, 7, 1, 30};
            IntStream.range(0, 4).forEach(slot -> decoder.prefill(slot, head(sequences[slot], lengths[slot])));
            int[] order = {2, 0, 3, 1};
            for (int step = 0; step < 5; step++) {
                int past = step;
                int[] next = Arrays.stream(order)
                        .map(slot -> sequences[slot][lengths[slot] + past])
                        .toArray();
                float[][] logits = decoder.step(order, next);
                for (int i = 0; i < order.length; i++) {
                    int[] whole = head(sequences[order[i]], lengths[order[i]] + step + 1);
                    assertLogits(logits[i], reference.logits(whole));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_idle_slot_between_stepping_ones_keeps_its_sequence(Dialect dialect) {
        int[] tokens = TinyLlama.tokens(CONFIG, 12, 8);
        try (Decoder decoder = open(dialect)) {
            IntStream.range(0, 3).forEach(slot -> decoder.prefill(slot, head(tokens, 6 + slot)));
            decoder.step(new int[] {0, 2}, new int[] {5, 6});
            decoder.step(new int[] {0, 2}, new int[] {7, 8});
            assertThat(decoder.length(1)).isEqualTo(7);
            float[] logits = decoder.step(new int[] {1}, new int[] {tokens[7]})[0];
            assertLogits(logits, reference.logits(head(tokens, 8)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_empty_slot_between_stepping_ones_does_no_harm(Dialect dialect) {
        int[] tokens = TinyLlama.tokens(CONFIG, 9, 9);
        try (Decoder decoder = open(dialect)) {
            decoder.prefill(0, head(tokens, 8));
            decoder.prefill(2, head(tokens, 3));
            float[][] logits = decoder.step(new int[] {2, 0}, new int[] {tokens[3], tokens[8]});
            assertLogits(logits[0], reference.logits(head(tokens, 4)));
            assertLogits(logits[1], reference.logits(tokens));
            assertThat(decoder.length(1)).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_half_filled_prompt_between_stepping_slots_keeps_what_it_has(Dialect dialect) {
        int[] tokens = TinyLlama.tokens(CONFIG, 20, 5);
        try (Decoder decoder = open(dialect)) {
            decoder.prefill(0, new int[] {1, 2, 3});
            decoder.prefill(2, new int[] {4, 5});
            float[] logits = {};
            for (int from = 0; from < tokens.length; from += 4) {
                logits = decoder.prefill(1, Arrays.copyOfRange(tokens, from, from + 4));
                decoder.step(new int[] {0, 2}, new int[] {from, from + 1});
                assertThat(decoder.length(1)).isEqualTo(from + 4);
            }
            assertLogits(logits, reference.logits(tokens));
            float[] next = decoder.step(new int[] {0, 1, 2}, new int[] {6, 7, 8})[1];
            int[] longer = Arrays.copyOf(tokens, 21);
            longer[20] = 7;
            assertLogits(next, reference.logits(longer));
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_truncated_slot_continues_as_a_fresh_one(Dialect dialect) {
        int[] first = TinyLlama.tokens(CONFIG, 20, 1);
        int[] second = TinyLlama.tokens(CONFIG, 6, 2);
        int[] joined = IntStream.concat(Arrays.stream(first, 0, 8), Arrays.stream(second))
                .toArray();
        try (Decoder decoder = open(dialect)) {
            decoder.prefill(3, first);
            decoder.truncate(3, 8);
            assertLogits(decoder.prefill(3, second), reference.logits(joined));
            decoder.truncate(3, 0);
            assertLogits(decoder.prefill(3, second), reference.logits(second));
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_slot_can_be_filled_to_its_last_token(Dialect dialect) {
        int[] tokens = TinyLlama.tokens(CONFIG, 48, 6);
        try (Decoder decoder = open(dialect)) {
            decoder.prefill(3, head(tokens, 47));
            float[] logits = decoder.step(new int[] {3}, new int[] {tokens[47]})[0];
            assertLogits(logits, reference.logits(tokens));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> decoder.step(new int[] {3}, new int[] {1}))
                    .withMessageContaining("limit of 48");
        }
    }

    @Test
    void both_dialects_agree() {
        int[] tokens = TinyLlama.tokens(CONFIG, 33, 12);
        try (Decoder fused = open(Dialect.FUSED);
                Decoder standard = open(Dialect.STANDARD)) {
            assertLogits(fused.prefill(0, tokens), standard.prefill(0, tokens));
        }
    }

    @Test
    void wrong_arguments_are_refused_before_anything_changes() {
        try (Decoder decoder = open(Dialect.FUSED)) {
            decoder.prefill(0, new int[] {1, 2, 3});
            refused(() -> decoder.prefill(0, new int[] {97}), "token id 97");
            refused(() -> decoder.prefill(0, new int[] {-1}), "token id -1");
            refused(() -> decoder.prefill(0, new int[0]), "no token");
            refused(() -> decoder.prefill(0, new int[46]), "limit of 48");
            refused(() -> decoder.prefill(4, new int[] {1}), "slot 4");
            refused(() -> decoder.step(new int[] {0, 0}, new int[] {1, 1}), "twice");
            refused(() -> decoder.step(new int[] {1}, new int[] {1}), "empty");
            refused(() -> decoder.step(new int[] {0}, new int[] {97}), "token id 97");
            refused(() -> decoder.step(new int[] {0}, new int[] {1, 2}), "2 tokens for 1 slots");
            refused(() -> decoder.truncate(0, 4), "holds 3 tokens");
            assertThat(decoder.length(0)).isEqualTo(3);
            float[] logits = decoder.step(new int[] {0}, new int[] {4})[0];
            assertLogits(logits, reference.logits(1, 2, 3, 4));
        }
    }

    @Test
    void the_models_own_limit_counts_where_it_is_smaller() {
        try (Decoder decoder = OrtDecoder.open(directory, OPTIONS.withMaxTokens(4096))) {
            assertThat(decoder.maxTokens()).isEqualTo(64);
            assertThat(decoder.slots()).isEqualTo(4);
            assertThat(decoder.vocabSize()).isEqualTo(97);
        }
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String message) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining(message);
    }

    private static int[] head(int[] tokens, int count) {
        return Arrays.copyOf(tokens, count);
    }
}
