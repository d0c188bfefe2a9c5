package org.radiologygpt.model.generate;

/**
 * How requests are scheduled.
 *
 * @param queue most requests that wait for a slot; one more is refused as overloaded
 * @param reusePrefix whether a slot keeps the beginning that two prompts share
 */
public record GeneratorOptions(int queue, boolean reusePrefix) {

    /** 256 waiting requests, prefixes reused. */
    public static final GeneratorOptions DEFAULT = new GeneratorOptions(256, true);

    public GeneratorOptions {
        if (queue < 1) {
            throw new IllegalArgumentException("queue is " + queue + ", it must be at least 1");
        }
    }
}
