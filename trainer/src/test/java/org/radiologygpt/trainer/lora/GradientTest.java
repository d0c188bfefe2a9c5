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
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.radiologygpt.model.weights.LlamaConfig;

/** Gradients against central differences, with a garbage collection between forward and backward. */
class GradientTest {
    private static final LlamaConfig TINY = new LlamaConfig(40, 32, 48, 2, 4, 2, 8, 16, 1e-5, 10000, true, 1, 2);
    private static final LoraSpec LORA = new LoraSpec(3, 6, 0, List.of(Projection.Q, Projection.V, Projection.DOWN));
    private static final TokenBatch BATCH = TokenBatch.of(
            List.of(
                    new Example(new int[] {1, 5, 9, 17, 33, 8, 2}, 4),
                    new Example(new int[] {1, 7, 21, 3, 2}, 2),
                    new Example(new int[] {1, 39, 2}, 1)),
            0.3);

    @BeforeAll
    static void settings() {
        PyTorch.configure(1);
    }

    @Test
    void gradients_of_all_weights_equal_finite_differences() {
        try (TrainableLlama llama = new TrainableLlama(
                TINY, Optional.empty(), wide(WeightShapes.random(TINY, 3))::get, name -> new float[0])) {
            compare(llama);
        }
    }

    @Test
    void gradients_of_an_adapter_equal_finite_differences() {
        Map<String, float[]> adapter = WeightShapes.freshAdapter(TINY, LORA, 5);
        Random random = new Random(9);
        adapter.values().forEach(values -> jitter(values, random, 0.1));
        try (TrainableLlama llama =
                new TrainableLlama(TINY, Optional.of(LORA), wide(WeightShapes.random(TINY, 3))::get, adapter::get)) {
            compare(llama);
        }
    }

    private static void compare(TrainableLlama llama) {
        backward(llama);
        Random random = new Random(1);
        llama.trained().forEach((name, parameter) -> {
            float[] direction = direction(parameter, random);
            double expected =
                    (lossAlong(llama, parameter, direction, 1e-2) - lossAlong(llama, parameter, direction, -1e-2))
                            / 2e-2;
            double actual = dot(parameter.getGradient().toFloatArray(), direction);
            assertThat(actual).as(name).isCloseTo(expected, offset(2e-3 + 0.01 * Math.abs(expected)));
        });
    }

    private static void backward(TrainableLlama llama) {
        try (NDManager step = llama.manager().newSubManager();
                GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
            NDArray loss = llama.loss(step, BATCH, BATCH.totalWeight(), 1);
            System.gc();
            byte[][] churn = new byte[64][1 << 16];
            assertThat(churn).isNotEmpty();
            collector.backward(loss);
        }
    }

    private static double lossAlong(TrainableLlama llama, NDArray parameter, float[] direction, double distance) {
        try (NDManager step = llama.manager().newSubManager()) {
            float[] before = parameter.toFloatArray();
            float[] after = before.clone();
            for (int i = 0; i < after.length; i++) {
                after[i] += (float) (direction[i] * distance);
            }
            parameter.set(after);
            double loss = llama.loss(step, BATCH, BATCH.totalWeight(), 1).getFloat();
            parameter.set(before);
            return loss;
        }
    }

    private static float[] direction(NDArray parameter, Random random) {
        float[] direction = new float[(int) parameter.size()];
        double norm = 0;
        for (int i = 0; i < direction.length; i++) {
            direction[i] = (float) random.nextGaussian();
            norm += direction[i] * direction[i];
        }
        for (int i = 0; i < direction.length; i++) {
            direction[i] /= (float) Math.sqrt(norm);
        }
        return direction;
    }

    private static double dot(float[] left, float[] right) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += (double) left[i] * right[i];
        }
        return sum;
    }

    /** Larger than training starts with, so that no path is nearly linear. */
    private static Map<String, float[]> wide(Map<String, float[]> weights) {
        Random random = new Random(7);
        weights.values().forEach(values -> jitter(values, random, 0.2));
        return weights;
    }

    private static void jitter(float[] values, Random random, double deviation) {
        for (int i = 0; i < values.length; i++) {
            values[i] += (float) (random.nextGaussian() * deviation);
        }
    }
}
