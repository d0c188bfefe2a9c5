package org.radiologygpt.model.generate;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * Whether the engine can be expected to answer. Any thread may tell and ask.
 *
 * <p>It counts as broken after {@value #BROKEN_AFTER} failures one after the other, and for half a minute after the last:
 * a balancer sends nothing to a server that is not ready, so that no success would ever make it ready again. One whose
 * device is lost stays broken: only another process gets the device back.
 */
final class EngineHealth {
    private static final int BROKEN_AFTER = 3;
    private static final State WELL = new State(0, 0);
    private static final long TRIED_AGAIN = Duration.ofSeconds(30).toNanos();

    private final LongSupplier nanoTime;
    private final AtomicReference<State> state = new AtomicReference<>(WELL);
    private volatile boolean lost;

    /** Failures since the last success, and when the last one was. */
    private record State(int failures, long at) {}

    EngineHealth(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    void succeeded() {
        if (state.get() != WELL) {
            state.set(WELL);
        }
    }

    void failed() {
        long now = nanoTime.getAsLong();
        state.updateAndGet(before -> new State(before.failures() + 1, now));
    }

    void lost() {
        lost = true;
    }

    boolean well() {
        State now = state.get();
        return !lost && (now.failures() < BROKEN_AFTER || nanoTime.getAsLong() - now.at() >= TRIED_AGAIN);
    }
}
