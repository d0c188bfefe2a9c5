package org.radiologygpt.model.generate;

import java.util.Arrays;
import java.util.Random;

/** Chooses the next token from a row of logits; one sampler per answer. */
final class Sampler {
    private final Sampling sampling;
    private final Random random;

    Sampler(Sampling sampling) {
        this.sampling = sampling;
        this.random = new Random(sampling.seed());
    }

    /**
     * The next token.
     *
     * @param logits one value per token of the vocabulary
     * @throws IllegalStateException where the best logit is no finite number: the engine computed nonsense
     */
    int next(float[] logits) {
        int best = best(logits);
        return sampling.temperature() == 0 ? best : sample(logits, logits[best]);
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

    /** Temperature first, then top-k, then top-p, as vLLM and Hugging Face order them. */
    private int sample(float[] logits, float best) {
        int[] order = mostLikelyFirst(logits);
        int kept = sampling.topK() == 0 ? order.length : Math.min(sampling.topK(), order.length);
        double[] cumulative = new double[kept];
        double sum = 0;
        for (int i = 0; i < kept; i++) {
            sum += Math.exp((logits[order[i]] - best) / sampling.temperature());
            cumulative[i] = sum;
        }
        int nucleus = nucleus(cumulative);
        double drawn = random.nextDouble() * cumulative[nucleus];
        int i = 0;
        while (i < nucleus && cumulative[i] <= drawn) {
            i++;
        }
        return order[i];
    }

    /** Index of the last token of the smallest set whose probability reaches top-p. */
    private int nucleus(double[] cumulative) {
        double wanted = sampling.topP() * cumulative[cumulative.length - 1];
        int last = 0;
        while (last < cumulative.length - 1 && cumulative[last] < wanted) {
            last++;
        }
        return last;
    }

    /** Ids by falling logit, lower id first where two are equal; sorted as longs, without boxes. */
    private static int[] mostLikelyFirst(float[] logits) {
        long[] keys = new long[logits.length];
        for (int id = 0; id < logits.length; id++) {
            int bits = Float.floatToIntBits(-logits[id] + 0f);
            int sortable = bits ^ (bits >> 31 & 0x7fffffff);
            keys[id] = (long) sortable << 32 | id;
        }
        Arrays.sort(keys);
        return Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
    }
}
