package org.radiologygpt.trainer.lora;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Which examples a step sees: each epoch is shuffled, then sorted by length within windows of many batches, so that a
 * batch has little padding. A function of the seed and the step alone, so that a resumed training sees the same.
 */
final class BatchPlan {
    private static final int WINDOW = 32;

    private final List<Example> examples;
    private final int batchSize;
    private final long seed;
    private int epoch = -1;
    private List<List<Example>> batches = List.of();

    BatchPlan(List<Example> examples, int batchSize, long seed) {
        this.examples = List.copyOf(examples);
        this.batchSize = Math.min(batchSize, examples.size());
        this.seed = seed;
    }

    /** The examples of a step, counted from 0. */
    List<Example> batch(int step) {
        int perEpoch = examples.size() / batchSize;
        if (step / perEpoch != epoch) {
            epoch = step / perEpoch;
            batches = shuffled(new Random(seed * 31 + epoch));
        }
        return batches.get(step % perEpoch);
    }

    private List<List<Example>> shuffled(Random random) {
        List<Example> order = new ArrayList<>(examples);
        Collections.shuffle(order, random);
        List<List<Example>> result = new ArrayList<>();
        int usable = order.size() / batchSize * batchSize;
        for (int from = 0; from < usable; from += WINDOW * batchSize) {
            List<Example> window = order.subList(from, Math.min(usable, from + WINDOW * batchSize));
            window.sort(Comparator.comparingInt(Example::length));
            for (int i = 0; i < window.size(); i += batchSize) {
                result.add(List.copyOf(window.subList(i, i + batchSize)));
            }
        }
        Collections.shuffle(result, random);
        return result;
    }

    /** Cuts a batch into parts of at most so many tokens with padding; an example is never cut. */
    static List<List<Example>> micro(List<Example> batch, int tokens) {
        List<List<Example>> parts = new ArrayList<>();
        List<Example> part = new ArrayList<>();
        int width = 0;
        for (Example example :
                batch.stream().sorted(Comparator.comparingInt(Example::length)).toList()) {
            width = Math.max(width, example.length());
            if (!part.isEmpty() && width * (part.size() + 1) > tokens) {
                parts.add(List.copyOf(part));
                part.clear();
            }
            part.add(example);
        }
        parts.add(List.copyOf(part));
        return parts;
    }
}
