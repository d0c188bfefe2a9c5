package org.radiologygpt.model.generate;

import java.util.Map;

/**
 * How the next token is chosen from the logits. All of it is a function of the logits, the tokens before and the seed.
 *
 * @param temperature 0 for greedy decoding, else the divisor of the logits, at most 2
 * @param topP keep the smallest set of tokens whose probability reaches this, in (0, 1]
 * @param topK keep this many most likely tokens; 0 keeps all
 * @param seed seed of the generator: the same seed gives the same text
 * @param minP keep tokens whose probability is at least this part of the most likely one's, in [0, 1]; 0 keeps all
 * @param penalties what a token loses for having come before
 * @param bias added to logits of tokens by id, between -100 and 100; an id that the vocabulary has not is ignored
 */
public record Sampling(
        double temperature,
        double topP,
        int topK,
        long seed,
        double minP,
        Penalties penalties,
        Map<Integer, Double> bias) {

    /** Always the most likely token; the lowest id where two are equal. */
    public static final Sampling GREEDY = new Sampling(0, 1, 0, 0);

    public Sampling {
        if (!(temperature >= 0 && temperature <= 2)) {
            throw new IllegalArgumentException("temperature is " + temperature + ", it must be between 0 and 2");
        }
        if (!(topP > 0 && topP <= 1)) {
            throw new IllegalArgumentException("top_p is " + topP + ", it must be above 0 and at most 1");
        }
        if (topK < 0) {
            throw new IllegalArgumentException("top_k is " + topK + ", it must not be negative");
        }
        if (!(minP >= 0 && minP <= 1)) {
            throw new IllegalArgumentException("min_p is " + minP + ", it must be between 0 and 1");
        }
        bias = Map.copyOf(bias);
        if (!bias.entrySet().stream().allMatch(b -> b.getKey() >= 0 && Math.abs(b.getValue()) <= 100)) {
            throw new IllegalArgumentException("logit_bias must have ids from 0 and values between -100 and 100");
        }
    }

    /** Without minimum, penalties and bias. */
    public Sampling(double temperature, double topP, int topK, long seed) {
        this(temperature, topP, topK, seed, 0, Penalties.NONE, Map.of());
    }

    public Sampling withMinP(double minP) {
        return new Sampling(temperature, topP, topK, seed, minP, penalties, bias);
    }

    public Sampling withPenalties(Penalties penalties) {
        return new Sampling(temperature, topP, topK, seed, minP, penalties, bias);
    }

    public Sampling withBias(Map<Integer, Double> bias) {
        return new Sampling(temperature, topP, topK, seed, minP, penalties, bias);
    }

    /** Whether logits are changed before a token is chosen. */
    boolean adjusts() {
        return !bias.isEmpty() || !penalties.equals(Penalties.NONE);
    }
}
