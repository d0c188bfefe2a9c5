package org.radiologygpt.routes.lanes;

import java.time.Duration;
import java.util.Optional;
import org.apache.camel.Exchange;

/** One attempt of a route at a record, as the route sees it. */
public final class Attempt {
    private static final String PROPERTY = "reportFeedAttempt";
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);

    private final Held held;
    private Duration wait = FIRST_WAIT;

    Attempt(Held held) {
        this.held = held;
    }

    /** The attempt that an exchange is; empty where it came from elsewhere. */
    public static Optional<Attempt> of(Exchange exchange) {
        return Optional.ofNullable(exchange.getProperty(PROPERTY, Attempt.class));
    }

    void on(Exchange exchange) {
        exchange.setProperty(PROPERTY, this);
    }

    /** False once the record's partition was given away: what is done now is done again by another engine. */
    public boolean isOurs() {
        return held.slice().isOurs();
    }

    /** When the record came, by {@code System.nanoTime()}. */
    public long receivedAt() {
        return held.receivedAt();
    }

    /** What was read of the record as it came. */
    public Optional<Object> read() {
        return held.sight().read();
    }

    /** What an earlier attempt left behind. */
    public Optional<Object> progress() {
        return held.progress();
    }

    /** Keeps how far the route came for the next attempt. */
    public void keep(Object progress) {
        held.progress(progress);
    }

    /** When this attempt fails, the next is made after so long; its lanes wait, nobody else does. */
    public void again(Duration after) {
        wait = after;
    }

    Duration waiting() {
        return wait;
    }
}
