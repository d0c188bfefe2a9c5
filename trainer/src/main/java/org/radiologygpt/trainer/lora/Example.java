package org.radiologygpt.trainer.lora;

import java.util.Arrays;

/**
 * One training text as tokens.
 *
 * @param tokens prompt, completion and end token
 * @param promptLength how many of them are the prompt; at least 1
 * @param weights what a mistake at each token costs; those of the prompt are not used
 */
record Example(int[] tokens, int promptLength, float[] weights) {
    Example {
        if (promptLength < 1 || promptLength >= tokens.length) {
            throw new IllegalArgumentException("prompt of " + promptLength + " tokens in a text of " + tokens.length);
        }
        if (weights.length != tokens.length) {
            throw new IllegalArgumentException(weights.length + " weights for " + tokens.length + " tokens");
        }
    }

    /** All tokens of the completion cost the same. */
    Example(int[] tokens, int promptLength) {
        this(tokens, promptLength, ones(tokens.length));
    }

    int length() {
        return tokens.length;
    }

    private static float[] ones(int length) {
        float[] ones = new float[length];
        Arrays.fill(ones, 1);
        return ones;
    }
}
