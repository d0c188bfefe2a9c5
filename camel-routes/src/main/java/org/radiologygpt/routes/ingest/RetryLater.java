package org.radiologygpt.routes.ingest;

import java.time.Duration;
import java.util.Optional;

/** Something a message needs is down: the message waits where it is. Its message holds no content. */
final class RetryLater extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;
    private final boolean suspect;
    private final transient Optional<Duration> after;

    /**
     * A wait.
     *
     * @param reason typed reason, as {@code model_unavailable}
     * @param suspect whether the message itself may be the cause, so that patience is bounded
     * @param after how long the other side asks to wait
     */
    RetryLater(String reason, String message, boolean suspect, Optional<Duration> after) {
        super(reason + ": " + message, null, false, false);
        this.reason = reason;
        this.suspect = suspect;
        this.after = after;
    }

    String reason() {
        return reason;
    }

    boolean suspect() {
        return suspect;
    }

    Optional<Duration> after() {
        return after == null ? Optional.empty() : after;
    }
}
