package org.radiologygpt.model.gpu.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.radiologygpt.model.decode.LogitsAssert.assertLogits;

import ai.djl.engine.EngineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiologygpt.model.decode.Decoder;
import org.radiologygpt.model.decode.DecoderException;
import org.radiologygpt.model.decode.DecoderException.Reason;
import org.radiologygpt.model.decode.DeviceStatus;
import org.radiologygpt.model.decode.ReferenceLlama;
import org.radiologygpt.model.decode.TinyLlama;
import org.radiologygpt.model.gpu.GpuDecoder;
import org.radiologygpt.model.gpu.GpuOptions;
import org.radiologygpt.model.gpu.OrtGraph;
import org.radiologygpt.model.graph.Readout;
import org.radiologygpt.model.tensorrt.binding.CudaException;
import org.radiologygpt.model.weights.AdapterLimits;
import org.radiologygpt.model.weights.DType;
import org.radiologygpt.model.weights.LlamaConfig;
import org.radiologygpt.model.weights.LlamaWeights;
import org.radiologygpt.model.weights.LoraAdapter;
import org.radiologygpt.model.weights.RandomAdapter;

/** The decoder on the device that calls CUDA and TensorRT, up to the calls themselves. */
class TensorRtDeviceTest {
    private static final LlamaConfig CONFIG = TinyLlama.GROUPED;
    private static final AdapterLimits LIMITS = new AdapterLimits(2, 4, AdapterLimits.ALL_MODULES);

    @TempDir
    Path directory;

    private final FakeGpu gpu = new FakeGpu();
    private CopiedPlans plans;
    private ReferenceLlama reference;

    @BeforeEach
    void write_a_model() throws IOException {
        plans = new CopiedPlans(directory.resolve("plans"));
        reference = new ReferenceLlama(TinyLlama.write(directory, CONFIG, DType.F32, 7));
    }

    private Decoder open(boolean capturing, AdapterLimits adapters) {
        return open(LlamaWeights.open(directory), capturing, adapters);
    }

    private Decoder open(LlamaWeights weights, boolean capturing, AdapterLimits adapters) {
        GpuOptions options = new GpuOptions(3, 48, DType.F32, Readout.WHOLE, adapters);
        return GpuDecoder.open(weights, options, new TensorRtDevice(0, gpu, plans, capturing));
    }

    private void answersRightly(Decoder decoder, ReferenceLlama expected) {
        int[] tokens = TinyLlama.tokens(CONFIG, 30, 3);
        int[] lengths = {5, 12, 1};
        IntStream.range(0, 3).forEach(slot -> {
            float[] logits = decoder.prefill(slot, Arrays.copyOf(tokens, lengths[slot]));
            assertLogits(logits, expected.logits(Arrays.copyOf(tokens, lengths[slot])));
        });
        for (int step = 0; step < 4; step++) {
            int past = step;
            int[] next =
                    IntStream.of(lengths).map(length -> tokens[length + past]).toArray();
            float[][] logits = decoder.step(new int[] {0, 1, 2}, next);
            for (int slot = 0; slot < 3; slot++) {
                assertLogits(logits[slot], expected.logits(Arrays.copyOf(tokens, lengths[slot] + step + 1)));
            }
        }
        IntStream.range(0, 3).forEach(slot -> decoder.truncate(slot, 0));
    }

    @Test
    void after_the_warm_up_steps_are_replayed_and_answer_as_the_reference() {
        try (Decoder decoder = open(true, AdapterLimits.NONE)) {
            assertThat(IntStream.range(0, 3).map(decoder::length)).containsOnly(0);
            int captures = gpu.captures;
            int launches = gpu.launches;
            answersRightly(decoder, reference);
            assertThat(gpu.captures).isEqualTo(captures);
            assertThat(gpu.launches).isEqualTo(launches + 4);
            DeviceStatus status = decoder.device().orElseThrow();
            assertThat(status.graphLaunches()).isEqualTo(gpu.launches);
            assertThat(status.lost()).isFalse();
            assertThat(status.usedBytes()).isPositive().isLessThan(status.totalBytes());
        }
        assertThat(gpu.closed).isTrue();
        assertThat(gpu.memory).isEmpty();
        assertThat(gpu.liveGraphs).isZero();
    }

    @Test
    void where_nothing_can_be_captured_steps_run_without() {
        gpu.capturable = false;
        try (Decoder decoder = open(true, AdapterLimits.NONE)) {
            answersRightly(decoder, reference);
            assertThat(gpu.launches).isZero();
        }
    }

    @Test
    void capturing_can_be_left_out() {
        try (Decoder decoder = open(false, AdapterLimits.NONE)) {
            answersRightly(decoder, reference);
            assertThat(gpu.captures).isZero();
            assertThat(gpu.contexts).isEqualTo(3);
        }
    }

    @Test
    void adapters_come_by_copies_and_are_seen_by_captured_steps() throws IOException {
        LoraAdapter adapter = LoraAdapter.read(
                new RandomAdapter(3, 4, true, AdapterLimits.ALL_MODULES, 0.1, 2).write(directory.resolve("a"), CONFIG));
        LlamaWeights base = LlamaWeights.open(directory);
        ReferenceLlama merged = new ReferenceLlama(directory);
        adapter.targets()
                .forEach(name ->
                        merged.put(name, adapter.merge(base.target(name)).toFloats()));
        try (Decoder decoder = open(true, LIMITS)) {
            decoder.load(1, adapter);
            IntStream.range(0, 3).forEach(slot -> decoder.use(slot, 1));
            answersRightly(decoder, merged);
            IntStream.range(0, 3).forEach(slot -> decoder.use(slot, Decoder.BASE));
            answersRightly(decoder, reference);
        }
    }

    @Test
    void a_merged_adapters_weights_are_written_beside_the_graph_and_nothing_stays() throws IOException {
        LoraAdapter adapter = LoraAdapter.read(
                new RandomAdapter(3, 4, true, AdapterLimits.ALL_MODULES, 0.1, 2).write(directory.resolve("a"), CONFIG));
        LlamaWeights base = LlamaWeights.open(directory);
        ReferenceLlama merged = new ReferenceLlama(directory);
        adapter.targets()
                .forEach(name ->
                        merged.put(name, adapter.merge(base.target(name)).toFloats()));
        try (Decoder decoder = open(base.merge(adapter), true, AdapterLimits.NONE)) {
            answersRightly(decoder, merged);
        }
        try (var left = Files.list(plans.directory())) {
            assertThat(left.map(Path::getFileName).map(Path::toString)).containsExactly("plan-0");
        }
        assertThat(directory.resolve("model.safetensors")).exists();
    }

    @Test
    void a_pass_without_memory_is_told_and_the_next_one_succeeds() {
        try (Decoder decoder = open(true, AdapterLimits.NONE)) {
            gpu.failing =
                    Optional.of(new EngineException("TensorRT could not start the run: Error Code 2: OutOfMemory"));
            assertFails(() -> decoder.prefill(0, new int[] {1, 2}), Reason.NO_MEMORY);
            gpu.failing = Optional.empty();
            assertLogits(decoder.prefill(0, new int[] {1, 2}), reference.logits(1, 2));
        }
    }

    @Test
    void what_does_not_fit_at_the_start_is_told_and_given_back() {
        gpu.most = 5 << 20;
        GpuOptions large = new GpuOptions(2_000, 64, DType.F32, Readout.WHOLE, AdapterLimits.NONE);
        assertFails(
                () -> GpuDecoder.open(LlamaWeights.open(directory), large, new TensorRtDevice(0, gpu, plans, true)),
                Reason.NO_MEMORY);
        assertThat(gpu.memory).isEmpty();
        assertThat(gpu.closed).isTrue();
    }

    @Test
    void a_lost_gpu_is_not_called_again() {
        Decoder decoder = open(true, AdapterLimits.NONE);
        gpu.failing = Optional.of(new EngineException("TensorRT could not start the run and said no reason"));
        gpu.failingWait = Optional.of(new CudaException(700, "cudaStreamSynchronize answered with error 700"));
        assertFails(() -> decoder.prefill(0, new int[] {1, 2}), Reason.DEVICE_LOST);
        int calls = gpu.calls;
        assertFails(() -> decoder.prefill(0, new int[] {1, 2}), Reason.DEVICE_LOST);
        assertThat(decoder.device().orElseThrow().lost()).isTrue();
        decoder.close();
        assertThat(gpu.calls).isEqualTo(calls);
        gpu.graphs.forEach(OrtGraph::close);
    }

    @Test
    void a_plan_that_cannot_be_built_is_told_in_its_words() {
        plans.failing = Optional.of(new EngineException("TensorRT cannot build an engine: ONNX parser: not there"));
        assertThatExceptionOfType(DecoderException.class)
                .isThrownBy(() -> open(true, AdapterLimits.NONE))
                .withMessage("TensorRT cannot build an engine: ONNX parser: not there");
        assertThat(gpu.closed).isTrue();
    }

    private static void assertFails(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, Reason reason) {
        assertThatExceptionOfType(DecoderException.class).isThrownBy(call).satisfies(e -> assertThat(e.reason())
                .isEqualTo(reason));
    }
}
