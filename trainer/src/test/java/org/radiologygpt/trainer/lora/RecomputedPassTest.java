package org.radiologygpt.trainer.lora;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiologygpt.model.weights.LlamaConfig;

/** Layers computed twice give the gradients of layers computed once, to the bit, dropout included. */
class RecomputedPassTest {
    private static final LlamaConfig TINY = new LlamaConfig(40, 32, 48, 3, 4, 2, 8, 16, 1e-5, 10000, false, 1, 2);
    private static final LoraSpec LORA =
            new LoraSpec(3, 6, 0.3, List.of(Projection.Q, Projection.V, Projection.O, Projection.DOWN));
    private static final List<TokenBatch> BATCHES = List.of(
            TokenBatch.of(
                    List.of(
                            new Example(new int[] {1, 5, 9, 17, 33, 8, 2}, 4),
                            new Example(new int[] {1, 7, 21, 3, 2}, 2)),
                    0.3),
            TokenBatch.of(List.of(new Example(new int[] {1, 39, 11, 2}, 1)), 0));

    @BeforeAll
    static void settings() {
        PyTorch.configure(1);
    }

    @Test
    void of_an_adapter_with_dropout() {
        Gathered plain = gather(Optional.of(LORA), false, 8);
        Gathered recomputed = gather(Optional.of(LORA), true, 8);

        assertThat(recomputed.loss).isEqualTo(plain.loss);
        assertThat(recomputed.gradients).containsExactlyEntriesOf(plain.gradients);
        assertThat(plain.gradients.values())
                .allSatisfy(gradient -> assertThat(gradient).anyMatch(value -> value != 0));
    }

    @Test
    void of_all_weights() {
        assertThat(gather(Optional.empty(), true, 8).gradients)
                .containsExactlyEntriesOf(gather(Optional.empty(), false, 8).gradients);
    }

    @Test
    void another_seed_drops_others() {
        assertThat(gather(Optional.of(LORA), false, 9).loss).isNotEqualTo(gather(Optional.of(LORA), false, 8).loss);
    }

    @Test
    void a_training_ends_with_the_same_adapter(@TempDir Path directory) throws IOException {
        TinyTrainings trainings = new TinyTrainings(directory);
        trainings.training(TinyTrainings.LORA, "base", "plain").run(true);
        trainings
                .training(TinyTrainings.LORA + "memory: {recomputeLayers: true}\n", "base", "recomputed")
                .run(true);

        assertThat(trainings.adapter("recomputed")).isEqualTo(trainings.adapter("plain"));
    }

    private record Gathered(double loss, Map<String, List<Float>> gradients) {}

    /** The gradients of two batches, gathered as accumulation does, with a garbage collection between. */
    private static Gathered gather(Optional<LoraSpec> lora, boolean recompute, long seed) {
        Map<String, float[]> adapter = WeightShapes.freshAdapter(TINY, LORA, 5);
        Random random = new Random(9);
        adapter.values().forEach(values -> jitter(values, random));
        try (TrainableLlama llama = new TrainableLlama(TINY, lora, WeightShapes.random(TINY, 3)::get, adapter::get);
                GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
            double loss = 0;
            for (TokenBatch batch : BATCHES) {
                loss += recompute
                        ? new RecomputedPass(llama, collector, seed).backward(batch, 10)
                        : plain(llama, collector, batch, seed);
                System.gc();
            }
            Map<String, List<Float>> gradients = new LinkedHashMap<>();
            llama.trained().forEach((name, parameter) -> gradients.put(name, floats(parameter.getGradient())));
            return new Gathered(loss, gradients);
        }
    }

    private static double plain(TrainableLlama llama, GradientCollector collector, TokenBatch batch, long seed) {
        try (NDManager step = llama.manager().newSubManager()) {
            NDArray loss = llama.loss(step, batch, 10, seed);
            collector.backward(loss);
            return loss.getFloat();
        }
    }

    private static List<Float> floats(NDArray array) {
        float[] values = array.toFloatArray();
        Float[] boxed = new Float[values.length];
        for (int i = 0; i < values.length; i++) {
            boxed[i] = values[i];
        }
        return List.of(boxed);
    }

    private static void jitter(float[] values, Random random) {
        for (int i = 0; i < values.length; i++) {
            values[i] += (float) (random.nextGaussian() * 0.1);
        }
    }
}
