package org.radiologygpt.routes.draft;

import java.time.Duration;

/** A moment after which nobody waits any more, on the clock that no operator sets. */
record Deadline(long nanos) {

    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    boolean isOver() {
        return nanos - System.nanoTime() <= 0;
    }

    /** What is left, at least a millisecond: an HTTP client takes no timeout of zero. */
    Duration left() {
        return Duration.ofNanos(Math.max(1_000_000, nanos - System.nanoTime()));
    }
}
