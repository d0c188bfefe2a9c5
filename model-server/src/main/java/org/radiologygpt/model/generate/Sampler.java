package org.radiologygpt.model.generate;

import java.util.Random;

/**
 * Chooses the next token from a row of logits; one sampler per answer.
 *
 * <p>In vLLM's order: bias, penalties, temperature, min-p, top-k, top-p. Greedy decoding ends after the penalties.
 */
final class Sampler {
    private final Sampling sampling;
    private final Random random;
    private final AdjustedLogits adjusted;
    private final MostLikely order = new MostLikely();

    Sampler(Sampling sampling, int[] prompt) {
        this.sampling = sampling;
        this.random = new Random(sampling.seed());
        this.adjusted = new AdjustedLogits(sampling, prompt);
    }

    /**
     * The next token; it counts as the answer's from now on.
     *
     * @param logits one value per token of the vocabulary; not changed
     * @throws IllegalStateException where the best logit is no finite number: the engine computed nonsense
     */
    int next(float[] logits) {
        float[] row = adjusted.of(logits);
        int best = best(row);
        int id = sampling.temperature() == 0 ? best : sample(row, row[best]);
        adjusted.chosen(id);
        return id;
    }

    private static int best(float[] logits) {
        int best = 0;
        for (int id = 0; id < logits.length; id++) {
            if (Float.isNaN(logits[id])) {
                throw new IllegalStateException("a logit is no number");
            }
            best = logits[id] > logits[best] ? id : best;
        }
        if (Float.isInfinite(logits[best])) {
            throw new IllegalStateException("the best logit is not finite");
        }
        return best;
    }

    private int sample(float[] logits, float best) {
        double floor = sampling.minP() == 0
                ? Double.NEGATIVE_INFINITY
                : best + sampling.temperature() * Math.log(sampling.minP());
        int kept = order.load(logits, floor);
        double mass;
        if (sampling.topK() > 0) {
            kept = Math.min(kept, sampling.topK());
            mass = massOfFirst(kept, logits, best);
        } else {
            mass = mass(logits, best, floor);
        }
        if (sampling.topP() < 1) {
            kept = nucleus(kept, sampling.topP() * mass, logits, best);
            mass = massOfFirst(kept, logits, best);
        }
        return draw(kept, random.nextDouble() * mass, logits, best);
    }

    /** Probability of a token over that of the most likely one. */
    private double weight(float logit, float best) {
        return Math.exp((logit - best) / sampling.temperature());
    }

    private double mass(float[] logits, float best, double floor) {
        double sum = 0;
        for (float logit : logits) {
            sum += logit >= floor ? weight(logit, best) : 0;
        }
        return sum;
    }

    private double massOfFirst(int count, float[] logits, float best) {
        double sum = 0;
        for (int rank = 0; rank < count; rank++) {
            sum += weight(logits[order.at(rank)], best);
        }
        return sum;
    }

    /** Size of the smallest set whose weight reaches what is wanted. */
    private int nucleus(int most, double wanted, float[] logits, float best) {
        double sum = 0;
        for (int rank = 0; rank < most - 1; rank++) {
            sum += weight(logits[order.at(rank)], best);
            if (sum >= wanted) {
                return rank + 1;
            }
        }
        return most;
    }

    private int draw(int most, double drawn, float[] logits, float best) {
        double sum = 0;
        for (int rank = 0; rank < most - 1; rank++) {
            sum += weight(logits[order.at(rank)], best);
            if (sum > drawn) {
                return order.at(rank);
            }
        }
        return order.at(most - 1);
    }
}
