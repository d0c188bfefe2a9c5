package org.radiologygpt.model.generate;

import java.time.Duration;

/**
 * How requests are scheduled.
 *
 * @param queue most requests that wait for a slot; one more is refused as overloaded
 * @param reusePrefix whether a slot keeps the beginning that two prompts share
 * @param prefillChunk tokens of prompts computed between two steps of the running answers; more where few of them run
 * @param ageing waiting time after which a request gets a slot out of turn now and then, so that none starves
 */
public record GeneratorOptions(int queue, boolean reusePrefix, int prefillChunk, Duration ageing) {

    /** 256 waiting requests, prefixes reused, prompts in chunks of 128 tokens, aged after 30 s. */
    public static final GeneratorOptions DEFAULT = new GeneratorOptions(256, true);

    public GeneratorOptions {
        atLeastOne("queue", queue);
        atLeastOne("prefill chunk", prefillChunk);
        if (ageing.isNegative()) {
            throw new IllegalArgumentException("ageing is " + ageing + ", it must not be negative");
        }
    }

    /** With prompts in chunks of 128 tokens, and aged after 30 s. */
    public GeneratorOptions(int queue, boolean reusePrefix) {
        this(queue, reusePrefix, 128, Duration.ofSeconds(30));
    }

    public GeneratorOptions withQueue(int most) {
        return new GeneratorOptions(most, reusePrefix, prefillChunk, ageing);
    }

    public GeneratorOptions withPrefillChunk(int tokens) {
        return new GeneratorOptions(queue, reusePrefix, tokens, ageing);
    }

    public GeneratorOptions withAgeing(Duration time) {
        return new GeneratorOptions(queue, reusePrefix, prefillChunk, time);
    }

    private static void atLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " is " + value + ", it must be at least 1");
        }
    }
}
