package org.radiologygpt.model.generate;

import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Sampling as a textbook has it: the whole vocabulary sorted, then cut, then drawn from. */
final class FullSortSampler {
    private final Sampling sampling;
    private final Random random;

    FullSortSampler(Sampling sampling) {
        this.sampling = sampling;
        this.random = new Random(sampling.seed());
    }

    int next(float[] logits) {
        List<Integer> order = IntStream.range(0, logits.length)
                .boxed()
                .sorted(Comparator.comparing((Integer id) -> -logits[id]))
                .toList();
        float best = logits[order.get(0)];
        double floor = sampling.minP() == 0 ? 0 : sampling.minP() * (1 - 1e-12);
        order = order.stream().filter(id -> weight(logits[id], best) >= floor).toList();
        order = order.subList(0, sampling.topK() == 0 ? order.size() : Math.min(sampling.topK(), order.size()));
        double[] cumulative = new double[order.size()];
        double sum = 0;
        for (int i = 0; i < cumulative.length; i++) {
            sum += weight(logits[order.get(i)], best);
            cumulative[i] = sum;
        }
        int last = 0;
        while (last < cumulative.length - 1 && cumulative[last] < sampling.topP() * sum) {
            last++;
        }
        double drawn = random.nextDouble() * cumulative[last];
        int i = 0;
        while (i < last && cumulative[i] <= drawn) {
            i++;
        }
        return order.get(i);
    }

    private double weight(float logit, float best) {
        return Math.exp((logit - best) / sampling.temperature());
    }
}
