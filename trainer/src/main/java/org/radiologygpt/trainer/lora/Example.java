package org.radiologygpt.trainer.lora;

/**
 * One training text as tokens.
 *
 * @param tokens prompt, completion and end token
 * @param promptLength how many of them are the prompt; at least 1
 */
record Example(int[] tokens, int promptLength) {
    Example {
        if (promptLength < 1 || promptLength >= tokens.length) {
            throw new IllegalArgumentException("prompt of " + promptLength + " tokens in a text of " + tokens.length);
        }
    }

    int length() {
        return tokens.length;
    }
}
