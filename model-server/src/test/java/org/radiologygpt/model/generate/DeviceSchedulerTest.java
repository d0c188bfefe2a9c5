package org.radiologygpt.model.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.radiologygpt.model.decode.DecoderException.Reason;
import org.radiologygpt.model.generate.GenerationException.Cause;
import org.radiologygpt.model.gpu.DeviceDecoders;
import org.radiologygpt.model.gpu.OrtDevice;
import org.radiologygpt.model.graph.Readout;
import org.radiologygpt.model.prompt.Task;
import org.radiologygpt.model.score.Scoring;
import org.radiologygpt.model.weights.AdapterLimits;
import org.radiologygpt.model.weights.DType;
import org.radiologygpt.model.weights.LlamaConfig;
import org.radiologygpt.model.weights.LoraAdapter;

/** The scheduler over the decoder on a device, beside the one on ONNX Runtime's own operators. */
@Timeout(120)
class DeviceSchedulerTest {
    private static final List<String> PROMPTS = List.of(
            "The lungs are clear.",
            "No focal consolidation, effusion or pneumothorax. The heart is normal in size.",
            "x",
            "The lungs are clear. Heart size is normal. Mediastinal contours are within normal limits.",
            "Endotracheal tube in good position.");

    @TempDir
    Path directory;

    private final OrtDevice device = new OrtDevice();

    private BatchScheduler start(int slots, Readout readout) {
        Path model = directory.resolve("tiny");
        AdapterLimits limits = new AdapterLimits(2, 8, List.of("q_proj", "v_proj", "down_proj"));
        return BatchScheduler.start(
                DeviceDecoders.open(model, slots, readout, limits, device),
                HuggingFaceTokens.open(model, LlamaConfig.read(model)),
                new GeneratorOptions(100, true).withPrefillChunk(24));
    }

    @ParameterizedTest
    @EnumSource
    void many_requests_for_several_adapters_are_answered_as_by_the_other_decoder(Readout readout) throws IOException {
        AdaptedModels.write(directory, 2);
        List<String> expected = new ArrayList<>();
        List<String> answers = new ArrayList<>();
        try (AdaptedModel other = AdaptedModels.open(directory, 4, 2)) {
            List<LoadedModel> models = List.of(
                    other.base(),
                    AdaptedModels.load(other, directory.resolve("adapters/a1")),
                    AdaptedModels.load(other, directory.resolve("adapters/a2")));
            List<CompletableFuture<Generation>> asked = new ArrayList<>();
            for (int i = 0; i < 15; i++) {
                asked.add(AdaptedModels.ask(models.get(i % 3), PROMPTS.get(i % 5), 8 + i));
            }
            asked.forEach(answer -> expected.add(answer.join().text()));
        }
        try (BatchScheduler scheduler = start(4, readout)) {
            List<AdapterLoad> loads = List.of(
                    AdapterLoad.NONE,
                    scheduler.adapters().load(LoraAdapter.read(directory.resolve("adapters/a1"))),
                    scheduler.adapters().load(LoraAdapter.read(directory.resolve("adapters/a2"))));
            List<CompletableFuture<Generation>> asked = new ArrayList<>();
            for (int i = 0; i < 15; i++) {
                asked.add(scheduler.generate(request(PROMPTS.get(i % 5), 8 + i), loads.get(i % 3), piece -> {}));
            }
            asked.forEach(answer -> answers.add(answer.join().text()));
        }
        assertThat(answers).isEqualTo(expected).doesNotContain("");
    }

    /** The greedy answer that {@link DemoModelAnswersTest} knows, and nearly its log-probabilities. */
    @Test
    void the_shipped_model_in_sixteen_bits_gives_its_golden_answer() {
        Path model = Path.of("../config/demo-model");
        GenerationRequest request = new GenerationRequest(
                        Task.IMPRESSION.prompt(DemoModelAnswersTest.FINDINGS),
                        80,
                        Sampling.GREEDY,
                        List.of("\n###"),
                        AdaptedModels.DEADLINE)
                .withScoring(Scoring.of(3));
        try (LoadedModel other = LoadedModel.open(model, Optional.empty());
                BatchScheduler scheduler = BatchScheduler.start(
                        DeviceDecoders.open(model, 2, DType.F16, Readout.WHOLE, AdapterLimits.NONE, device),
                        HuggingFaceTokens.open(model, LlamaConfig.read(model)),
                        GeneratorOptions.DEFAULT)) {
            Generation expected =
                    other.generator().generate(request, piece -> {}).join();
            Generation answer = scheduler.generate(request, piece -> {}).join();
            assertThat(answer.text()).isEqualTo(expected.text());
            for (int i = 0; i < answer.tokens().size(); i++) {
                assertThat(answer.tokens().get(i).chosen().logprob())
                        .isCloseTo(expected.tokens().get(i).chosen().logprob(), within(5e-2));
            }
        }
    }

    @Test
    void a_device_without_memory_is_overloaded_and_stays_ready() throws Exception {
        TinyModel.write(directory.resolve("tiny"), 11);
        try (BatchScheduler scheduler = start(2, Readout.WHOLE)) {
            device.failing(Optional.of(Reason.NO_MEMORY));
            for (int i = 0; i < 4; i++) {
                assertFails(scheduler, Cause.OVERLOADED, "the device has no memory for more now");
            }
            assertThat(scheduler.ready()).isTrue();
            device.failing(Optional.empty());
            assertThat(scheduler.generate(request("x", 5), piece -> {}).get().completionTokens())
                    .isPositive();
        }
    }

    @Test
    void a_lost_device_is_not_ready_from_the_first_failure_on() throws Exception {
        TinyModel.write(directory.resolve("tiny"), 11);
        try (BatchScheduler scheduler = start(2, Readout.WHOLE)) {
            scheduler.generate(request("x", 5), piece -> {}).get();
            assertThat(scheduler.ready()).isTrue();
            device.failing(Optional.of(Reason.DEVICE_LOST));
            assertFails(scheduler, Cause.UNAVAILABLE, "the engine failed: DecoderException");
            assertThat(scheduler.ready()).isFalse();
        }
    }

    private static GenerationRequest request(String prompt, int maxTokens) {
        return new GenerationRequest(prompt, maxTokens, Sampling.GREEDY, List.of(), AdaptedModels.DEADLINE);
    }

    private static void assertFails(BatchScheduler scheduler, Cause kind, String message) {
        CompletableFuture<Generation> answer = scheduler.generate(request("x", 5), piece -> {});
        assertThatThrownBy(answer::get)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .hasMessage(message)
                .isInstanceOfSatisfying(
                        GenerationException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }
}
