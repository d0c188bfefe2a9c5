package org.radiologygpt.model.generate;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Whether the engine can be expected to answer. One thread tells it, any thread may ask.
 *
 * <p>It counts as broken after {@value #BROKEN_AFTER} failures one after the other, and for half a minute after the last:
 * a balancer sends nothing to a server that is not ready, so that no success would ever make it ready again.
 */
final class EngineHealth {
    private static final int BROKEN_AFTER = 3;
    private static final long TRIED_AGAIN = Duration.ofSeconds(30).toNanos();

    private final LongSupplier nanoTime;
    private volatile State state = new State(0, 0);

    /** Failures since the last success, and when the last one was. */
    private record State(int failures, long at) {}

    EngineHealth(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    void succeeded() {
        if (state.failures() > 0) {
            state = new State(0, 0);
        }
    }

    void failed() {
        state = new State(state.failures() + 1, nanoTime.getAsLong());
    }

    boolean well() {
        State now = state;
        return now.failures() < BROKEN_AFTER || nanoTime.getAsLong() - now.at() >= TRIED_AGAIN;
    }
}
