package org.radiologygpt.model.score;

import java.util.Arrays;

/** The model's distribution over the next token: the softmax of a row of logits, which it does not copy. */
public final class Distribution {
    private final float[] logits;
    private final double logSum;
    private final double entropy;

    private Distribution(float[] logits, double logSum, double entropy) {
        this.logits = logits;
        this.logSum = logSum;
        this.entropy = entropy;
    }

    /**
     * Of a row of logits.
     *
     * @param logits one value per token of the vocabulary, the largest a finite number
     */
    public static Distribution of(float[] logits) {
        float best = Float.NEGATIVE_INFINITY;
        for (float logit : logits) {
            best = Math.max(best, logit);
        }
        double sum = 0;
        double weighted = 0;
        for (float logit : logits) {
            double below = (double) logit - best;
            double weight = Math.exp(below);
            if (weight > 0) {
                sum += weight;
                weighted += weight * below;
            }
        }
        return new Distribution(logits, best + Math.log(sum), Math.max(0, Math.log(sum) - weighted / sum));
    }

    /** Natural logarithm of a token's probability; negative infinity where its logit is. */
    public double logprob(int id) {
        return Math.min(0, logits[id] - logSum);
    }

    /** Entropy in nats: 0 where one token is certain, the logarithm of the vocabulary's size where all are equal. */
    public double entropy() {
        return entropy;
    }

    /** The most likely tokens, most likely first, the lower id first where two are equal. */
    public int[] mostLikely(int count) {
        int[] ids = new int[Math.min(count, logits.length)];
        int held = 0;
        for (int id = 0; id < logits.length && ids.length > 0; id++) {
            if (held < ids.length || logits[id] > logits[ids[held - 1]]) {
                held = Math.min(held + 1, ids.length);
                insert(ids, held - 1, id);
            }
        }
        return Arrays.copyOf(ids, held);
    }

    private void insert(int[] ids, int last, int id) {
        int at = last;
        while (at > 0 && logits[ids[at - 1]] < logits[id]) {
            ids[at] = ids[at - 1];
            at--;
        }
        ids[at] = id;
    }
}
