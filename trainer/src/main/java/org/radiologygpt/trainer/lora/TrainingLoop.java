package org.radiologygpt.trainer.lora;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Steps of training: batch, forward and backward in parts, one update. */
final class TrainingLoop implements AutoCloseable {
    private final TrainableLlama llama;
    private final AdamW optimizer;
    private final BatchPlan plan;
    private final TrainSettings settings;
    private final int steps;
    private final ExecutorService workers;

    TrainingLoop(TrainableLlama llama, AdamW optimizer, BatchPlan plan, TrainSettings settings, int steps) {
        this(llama, optimizer, plan, settings, steps, Executors.newFixedThreadPool(settings.workers()));
    }

    /**
     * With threads of the caller's choice, which are shut down at the end.
     *
     * @param workers as many as the settings say
     */
    TrainingLoop(
            TrainableLlama llama,
            AdamW optimizer,
            BatchPlan plan,
            TrainSettings settings,
            int steps,
            ExecutorService workers) {
        this.llama = llama;
        this.optimizer = optimizer;
        this.plan = plan;
        this.settings = settings;
        this.steps = steps;
        this.workers = workers;
    }

    /**
     * What a step did.
     *
     * @param loss mean weighted cross entropy, nats per token
     * @param norm of the gradients before clipping
     */
    record Step(double loss, double norm, double rate, long tokens) {
        /** Whether the step could be taken; where not, the weights are as they were. */
        boolean isFinite() {
            return Double.isFinite(loss) && Double.isFinite(norm);
        }
    }

    /** Does one step, counted from 0. Dropout is seeded by the step, so a resumed training is the same training. */
    Step step(int step) {
        List<Example> examples = plan.batch(step);
        List<TokenBatch> parts = parts(examples, settings.promptLossWeight(step));
        double total = parts.stream().mapToDouble(TokenBatch::totalWeight).sum();
        double loss = accumulate(parts, total, DropoutMasks.seed(settings.seed(), step));
        double rate = settings.optimizer().rate(step, steps);
        double norm = optimizer.step(llama.manager(), step + 1, rate);
        return new Step(
                loss, norm, rate, examples.stream().mapToLong(Example::length).sum());
    }

    private List<TokenBatch> parts(List<Example> examples, double promptWeight) {
        List<TokenBatch> parts = new ArrayList<>();
        for (List<Example> part : BatchPlan.micro(examples, settings.microTokens())) {
            parts.add(TokenBatch.of(part, promptWeight));
        }
        return parts;
    }

    /** Gradients gather in the parameters; DJL allows one collector at a time, under which several threads may work. */
    private double accumulate(List<TokenBatch> parts, double total, long seed) {
        try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
            List<Future<Double>> losses = new ArrayList<>();
            for (TokenBatch part : parts) {
                long own = DropoutMasks.seed(seed, losses.size());
                losses.add(workers.submit(() -> accumulate(collector, part, total, own)));
            }
            double loss = 0;
            for (Future<Double> part : losses) {
                loss += part.get();
            }
            return loss;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a training step failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private double accumulate(GradientCollector collector, TokenBatch part, double total, long seed) {
        if (settings.recomputeLayers()) {
            return new RecomputedPass(llama, collector, seed).backward(part, total);
        }
        try (NDManager step = llama.manager().newSubManager()) {
            NDArray loss = llama.loss(step, part, total, seed);
            collector.backward(loss);
            return loss.getFloat();
        }
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
