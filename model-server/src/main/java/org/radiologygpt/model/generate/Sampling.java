package org.radiologygpt.model.generate;

/**
 * How the next token is chosen from the logits.
 *
 * @param temperature 0 for greedy decoding, else the divisor of the logits, at most 2
 * @param topP keep the smallest set of tokens whose probability reaches this, in (0, 1]
 * @param topK keep this many most likely tokens; 0 keeps all
 * @param seed seed of the generator: the same seed gives the same text
 */
public record Sampling(double temperature, double topP, int topK, long seed) {

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
    }
}
