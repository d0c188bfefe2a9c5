package org.radiologygpt.trainer.lora;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.List;

/** Steps of training: batch, forward and backward in parts, one update. */
final class TrainingLoop {
    private final TrainableLlama llama;
    private final AdamW optimizer;
    private final BatchPlan plan;
    private final TrainSettings settings;
    private final int steps;

    TrainingLoop(TrainableLlama llama, AdamW optimizer, BatchPlan plan, TrainSettings settings, int steps) {
        this.llama = llama;
        this.optimizer = optimizer;
        this.plan = plan;
        this.settings = settings;
        this.steps = steps;
    }

    /**
     * What a step did.
     *
     * @param loss mean weighted cross entropy, nats per token
     * @param norm of the gradients before clipping
     */
    record Step(double loss, double norm, double rate, long tokens) {}

    /** Does one step, counted from 0. Dropout is seeded by the step, so a resumed training is the same training. */
    Step step(int step) {
        Engine.getEngine("PyTorch").setRandomSeed((int) (settings.seed() * 1_000_003 + step));
        List<Example> examples = plan.batch(step);
        List<TokenBatch> parts = parts(examples);
        double total = parts.stream().mapToDouble(TokenBatch::totalWeight).sum();
        double loss = 0;
        for (TokenBatch part : parts) {
            loss += accumulate(part, total);
        }
        if (!Double.isFinite(loss)) {
            throw new IllegalStateException("the loss of step " + step + " is " + loss + "; lower the learning rate");
        }
        double rate = settings.optimizer().rate(step, steps);
        double norm = optimizer.step(llama.manager(), step + 1, rate);
        return new Step(
                loss, norm, rate, examples.stream().mapToLong(Example::length).sum());
    }

    private List<TokenBatch> parts(List<Example> examples) {
        List<TokenBatch> parts = new ArrayList<>();
        for (List<Example> part : BatchPlan.micro(examples, settings.microTokens())) {
            parts.add(TokenBatch.of(part, settings.promptLossWeight()));
        }
        return parts;
    }

    private double accumulate(TokenBatch part, double total) {
        try (NDManager step = llama.manager().newSubManager();
                GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
            NDArray loss = llama.loss(step, part, total);
            collector.backward(loss);
            return loss.getFloat();
        }
    }
}
