package org.radiologygpt.trainer.lora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.radiologygpt.model.weights.LlamaConfig;

class AdamWTest {
    private static final LlamaConfig TINY = new LlamaConfig(40, 32, 48, 1, 2, 2, 16, 16, 1e-5, 10000, true, 1, 2);
    private static final TokenBatch BATCH = TokenBatch.of(List.of(new Example(new int[] {1, 5, 9, 2}, 1)), 0);

    @BeforeAll
    static void settings() {
        PyTorch.configure(1);
    }

    /** AdamW's first moment after the first step is (1 - beta1) times the clipped gradient. */
    @Test
    void gradients_with_a_larger_norm_are_scaled_down_to_it_and_keep_their_direction() {
        double free = step(1e6, 1).norm;
        Stepped clipped = step(free / 10, 1);
        Stepped unclipped = step(1e6, 1);

        assertThat(clipped.norm).isEqualTo(free);
        assertThat(norm(clipped.moment) / (1 - AdamW.BETA1)).isCloseTo(free / 10, offset(free * 1e-5));
        assertThat(norm(unclipped.moment) / (1 - AdamW.BETA1)).isCloseTo(free, offset(free * 1e-5));
        for (int i = 0; i < clipped.moment.length; i += 97) {
            assertThat(clipped.moment[i] * 10).isCloseTo(unclipped.moment[i], offset(1e-6f));
        }
    }

    @Test
    void a_gradient_that_is_no_number_updates_nothing() {
        Stepped stepped = step(1, Float.NaN);

        assertThat(stepped.norm).isNaN();
        assertThat(stepped.moment).containsOnly(0);
        assertThat(stepped.moved).isZero();
    }

    private record Stepped(double norm, float[] moment, double moved) {}

    private static Stepped step(double maxNorm, float lossFactor) {
        try (TrainableLlama llama =
                new TrainableLlama(TINY, Optional.empty(), WeightShapes.random(TINY, 3)::get, name -> new float[0])) {
            AdamW optimizer = new AdamW(
                    llama.script(),
                    llama.manager(),
                    llama.trained(),
                    new TrainSettings.Optimizer(1e-3, 0, 0, 0, maxNorm));
            NDArray norms = llama.trained().get("model.norm.weight");
            float[] before = norms.toFloatArray();
            backward(llama, lossFactor);
            double norm = optimizer.step(llama.manager(), 1, 1e-3);
            return new Stepped(norm, all(optimizer.first()), distance(before, norms.toFloatArray()));
        }
    }

    private static void backward(TrainableLlama llama, float factor) {
        try (NDManager step = llama.manager().newSubManager();
                GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
            collector.backward(llama.loss(step, BATCH, BATCH.totalWeight() / factor, 1));
        }
    }

    private static float[] all(Map<String, NDArray> arrays) {
        float[] all = new float
                [arrays.values().stream().mapToInt(array -> (int) array.size()).sum()];
        int next = 0;
        for (NDArray array : arrays.values()) {
            System.arraycopy(array.toFloatArray(), 0, all, next, (int) array.size());
            next += (int) array.size();
        }
        return all;
    }

    private static double norm(float[] values) {
        return distance(new float[values.length], values);
    }

    private static double distance(float[] from, float[] to) {
        double squares = 0;
        for (int i = 0; i < from.length; i++) {
            squares += Math.pow((double) to[i] - from[i], 2);
        }
        return Math.sqrt(squares);
    }
}
