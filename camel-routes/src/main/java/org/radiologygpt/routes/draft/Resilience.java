package org.radiologygpt.routes.draft;

import java.time.Duration;

/**
 * How a model is protected and how much patience it gets within one call.
 *
 * @param timeLimit longest time of one attempt
 * @param attempts attempts of one call, at least 1
 * @param backoff wait before the second attempt; doubles, with jitter of half
 * @param maxConcurrent most calls at once
 * @param failureRate percentage of failed calls that opens the breaker, 1 to 100
 * @param window number of last calls the breaker looks at
 * @param openFor how long the breaker stays open before it tries again
 */
public record Resilience(
        Duration timeLimit,
        int attempts,
        Duration backoff,
        int maxConcurrent,
        int failureRate,
        int window,
        Duration openFor) {

    /** 60 s for an attempt, 3 attempts, breaker at half of the last 10 calls, open for 5 s. */
    public static Resilience defaults() {
        return new Resilience(Duration.ofSeconds(60), 3, Duration.ofMillis(200), 8, 50, 10, Duration.ofSeconds(5));
    }
}
