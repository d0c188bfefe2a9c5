package org.radiologygpt.routes.ingest;

import java.time.Duration;

/**
 * How long a message waits for a model server or FHIR server that is down.
 *
 * @param firstWait wait before the second attempt; doubles, with jitter
 * @param longestWait longest wait between two attempts
 * @param window time after which a waiting record makes room for others, to be attempted again after them. No message is
 *     given up for it
 * @param suspectAttempts least failures, on a server that is up, after which a message is given up
 * @param suspectFor least time over which it must have failed before it is given up
 */
public record Patience(
        Duration firstWait, Duration longestWait, Duration window, int suspectAttempts, Duration suspectFor) {

    /** Wait after the n-th failure of one message; the messages themselves are apart in time, so without jitter. */
    Duration before(int failures) {
        Duration wait = firstWait.multipliedBy(1L << Math.min(failures - 1, 20));
        return wait.compareTo(longestWait) < 0 ? wait : longestWait;
    }

    /** From 0.5 s to 10 s between attempts, 90 s in one go, 5 failures over 5 minutes for a suspect message. */
    public static Patience defaults() {
        return new Patience(
                Duration.ofMillis(500), Duration.ofSeconds(10), Duration.ofSeconds(90), 5, Duration.ofMinutes(5));
    }
}
