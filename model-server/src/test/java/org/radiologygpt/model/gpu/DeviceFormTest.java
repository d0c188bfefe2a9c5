package org.radiologygpt.model.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.radiologygpt.model.decode.LogitsAssert.relativeError;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.radiologygpt.model.decode.ReferenceLlama;
import org.radiologygpt.model.decode.TinyLlama;
import org.radiologygpt.model.gpu.OrtGraph.Bytes;
import org.radiologygpt.model.graph.CacheNames;
import org.radiologygpt.model.graph.DeviceForm;
import org.radiologygpt.model.graph.LlamaGraph;
import org.radiologygpt.model.graph.PassNames;
import org.radiologygpt.model.graph.Readout;
import org.radiologygpt.model.weights.AdapterLimits;
import org.radiologygpt.model.weights.DType;
import org.radiologygpt.model.weights.LlamaConfig;
import org.radiologygpt.model.weights.LlamaWeights;

/** The form of the graph for a device, fed by hand: two rows of other lengths, padded, in two passes. */
class DeviceFormTest {
    private static final int PAST = 16;
    private static final int[] PROMPTS = {9, 5};
    private static final int[] MORE = {1, 3};

    @TempDir
    Path directory;

    static Stream<Arguments> shapes_and_types() {
        return Stream.of(TinyLlama.GROUPED, TinyLlama.BIASED)
                .flatMap(shape -> Stream.of(DType.F32, DType.F16).map(type -> Arguments.of(shape, type)));
    }

    @ParameterizedTest
    @MethodSource("shapes_and_types")
    void each_padded_row_is_read_at_its_own_last_token_and_equals_the_reference(LlamaConfig shape, DType type)
            throws IOException {
        ReferenceLlama reference = new ReferenceLlama(TinyLlama.write(directory, shape, type, 11));
        int[][] tokens = {TinyLlama.tokens(shape, 10, 1), TinyLlama.tokens(shape, 8, 2)};
        try (Passes passes = new Passes(directory, type, Readout.WHOLE)) {
            float[][] first = passes.logits(tokens, new int[] {0, 0}, PROMPTS, 9);
            float[][] second = passes.logits(tokens, PROMPTS, MORE, 4);
            for (int row = 0; row < 2; row++) {
                assertClose(first[row], reference.logits(Arrays.copyOf(tokens[row], PROMPTS[row])), type);
                assertClose(second[row], reference.logits(tokens[row]), type);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"F32", "F16"})
    void the_likeliest_and_the_sum_are_those_of_all_logits(DType type) throws IOException {
        TinyLlama.write(directory, TinyLlama.GROUPED, type, 11);
        int[][] tokens = {TinyLlama.tokens(TinyLlama.GROUPED, 10, 1), TinyLlama.tokens(TinyLlama.GROUPED, 8, 2)};
        try (Passes whole = new Passes(directory, type, Readout.WHOLE);
                Passes likeliest = new Passes(directory, type, Readout.LIKELIEST)) {
            float[][] logits = whole.logits(tokens, new int[] {0, 0}, PROMPTS, 9);
            likeliest.run(tokens, new int[] {0, 0}, PROMPTS, 9);
            for (int row = 0; row < 2; row++) {
                float[] all = logits[row];
                int[] order = IntStream.range(0, all.length)
                        .boxed()
                        .sorted(Comparator.comparing(id -> -all[id]))
                        .mapToInt(id -> id)
                        .limit(Readout.COUNT)
                        .toArray();
                double sum = IntStream.range(0, all.length)
                        .mapToDouble(id -> Math.exp(all[id]))
                        .sum();
                for (int rank = 0; rank < Readout.COUNT; rank++) {
                    int at = row * Readout.COUNT + rank;
                    assertThat(likeliest
                                    .memory(PassNames.TOP_VALUES)
                                    .asFloatBuffer()
                                    .get(at))
                            .isEqualTo(all[order[rank]]);
                    assertThat(all[
                                    (int) likeliest
                                            .memory(PassNames.TOP_IDS)
                                            .asLongBuffer()
                                            .get(at)])
                            .isEqualTo(all[order[rank]]);
                }
                assertThat((double) likeliest
                                .memory(PassNames.LOG_SUM)
                                .asFloatBuffer()
                                .get(row))
                        .isCloseTo(Math.log(sum), within(1e-4));
            }
        }
    }

    /** An adapter's overflow leaves infinities in a slot; keys of them must not be seen by its next sequence. */
    @ParameterizedTest
    @EnumSource(names = {"F32", "F16"})
    void keys_beyond_a_rows_length_may_be_anything(DType type) throws IOException {
        ReferenceLlama reference = new ReferenceLlama(TinyLlama.write(directory, TinyLlama.GROUPED, type, 11));
        int[][] tokens = {TinyLlama.tokens(TinyLlama.GROUPED, 10, 1), TinyLlama.tokens(TinyLlama.GROUPED, 8, 2)};
        try (Passes passes = new Passes(directory, type, Readout.WHOLE)) {
            passes.spoilKeys(List.of(Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN));
            passes.logits(tokens, new int[] {0, 0}, PROMPTS, 9);
            float[][] logits = passes.logits(tokens, PROMPTS, MORE, 4);
            for (int row = 0; row < 2; row++) {
                assertClose(logits[row], reference.logits(tokens[row]), type);
            }
        }
    }

    @Test
    void it_asks_for_floats_to_compute_in() {
        org.assertj.core.api.Assertions.assertThatIllegalArgumentException()
                .isThrownBy(() -> new DeviceForm(DType.I64, 16, 0, Readout.WHOLE))
                .withMessageContaining("I64");
    }

    /** 16 bits keep eleven of a number, and every layer rounds. */
    private static void assertClose(float[] actual, double[] expected, DType type) {
        assertThat(relativeError(actual, expected)).isLessThan(type == DType.F32 ? 1e-4 : 1e-2);
    }

    /** A cache for two rows and passes over it. */
    private static final class Passes implements AutoCloseable {
        private final LlamaConfig config;
        private final DType type;
        private final OrtGraph graph;
        private final Map<String, ByteBuffer> memory = new HashMap<>();

        Passes(Path directory, DType type, Readout readout) {
            LlamaWeights weights = LlamaWeights.open(directory);
            config = weights.config();
            this.type = type;
            DeviceForm form = new DeviceForm(type, 16, 8, readout);
            graph = new OrtGraph(
                    LlamaGraph.emit(config, weights.types(), Map.of(), form, AdapterLimits.NONE), weights.tensors());
        }

        float[][] logits(int[][] tokens, int[] held, int[] counts, int seq) {
            run(tokens, held, counts, seq);
            float[][] logits = new float[2][config.vocabSize()];
            var all = memory(PassNames.LOGITS).asFloatBuffer();
            all.get(0, logits[0]).get(config.vocabSize(), logits[1]);
            return logits;
        }

        void run(int[][] tokens, int[] held, int[] counts, int seq) {
            long[] ids = new long[2 * seq];
            for (int row = 0; row < 2; row++) {
                for (int i = 0; i < counts[row]; i++) {
                    ids[row * seq + i] = tokens[row][held[row] + i];
                }
            }
            Map<String, Bytes> inputs = new HashMap<>();
            inputs.put(PassNames.INPUT_IDS, longs(ids, 2, seq));
            inputs.put(PassNames.PAST_LENGTHS, longs(new long[] {held[0], held[1]}, 2));
            inputs.put(PassNames.LOGIT_INDEX, longs(new long[] {counts[0] - 1, counts[1] - 1}, 2));
            Map<String, Bytes> outputs = new HashMap<>();
            for (int layer = 0; layer < config.layers(); layer++) {
                for (String name : List.of(CacheNames.pastKey(layer), CacheNames.pastValue(layer))) {
                    inputs.put(name, rows(name, PAST));
                    outputs.put(name.replace("past", "present"), rows(name.replace("past", "present"), seq));
                }
            }
            tell(outputs);
            graph.run(inputs, outputs);
            append(held, counts, seq);
        }

        private void tell(Map<String, Bytes> outputs) {
            int vocab = config.vocabSize();
            int top = Math.min(Readout.COUNT, vocab);
            Map<String, Integer> widths = Map.of(
                    PassNames.LOGITS, vocab, PassNames.TOP_VALUES, top, PassNames.TOP_IDS, top, PassNames.LOG_SUM, 1);
            widths.forEach((name, width) -> {
                if (graph.outputs().contains(name)) {
                    int bytes = name.equals(PassNames.TOP_IDS) ? Long.BYTES : Float.BYTES;
                    outputs.put(name, new Bytes(bytes(name, 2 * width * bytes), new long[] {2, width}));
                }
            });
        }

        private void append(int[] held, int[] counts, int seq) {
            int token = config.kvHeads() * config.headDim() * type.bytes();
            memory.keySet().stream().filter(name -> name.startsWith("present")).forEach(name -> {
                for (int row = 0; row < 2; row++) {
                    memory(name.replace("present", "past"))
                            .put(
                                    (row * PAST + held[row]) * token,
                                    memory(name),
                                    row * seq * token,
                                    counts[row] * token);
                }
            });
        }

        void spoilKeys(List<Float> values) {
            for (int layer = 0; layer < config.layers(); layer++) {
                Bytes keys = rows(CacheNames.pastKey(layer), PAST);
                for (int i = 0; i < keys.data().capacity() / type.bytes(); i++) {
                    float value = values.get(i % values.size());
                    int at = i * type.bytes();
                    if (type == DType.F32) {
                        keys.data().putFloat(at, value);
                    } else {
                        keys.data().putShort(at, org.radiologygpt.model.weights.HalfFloat.fromFloat(value));
                    }
                }
            }
        }

        private Bytes rows(String name, int tokens) {
            long[] shape = {2, tokens, config.kvHeads(), config.headDim()};
            int size = 2 * tokens * config.kvHeads() * config.headDim() * type.bytes();
            return new Bytes(bytes(name, size), shape);
        }

        private static Bytes longs(long[] values, long... shape) {
            ByteBuffer data =
                    ByteBuffer.allocateDirect(values.length * Long.BYTES).order(ByteOrder.nativeOrder());
            data.asLongBuffer().put(values);
            return new Bytes(data, shape);
        }

        private ByteBuffer bytes(String name, int size) {
            ByteBuffer held = memory.get(name);
            if (held == null || !name.startsWith("past") && held.capacity() != size) {
                memory.put(name, ByteBuffer.allocateDirect(size));
            }
            return memory(name);
        }

        ByteBuffer memory(String name) {
            return memory.get(name).duplicate().order(ByteOrder.nativeOrder());
        }

        @Override
        public void close() {
            graph.close();
        }
    }
}
