package org.radiologygpt.routes.replay;

import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Lets so many through a second. */
final class Pace {
    private final long interval;
    private final LongSupplier nanoTime;
    private final LongConsumer pause;
    private long next;

    /**
     * A pace.
     *
     * @param perSecond records a second, above zero
     * @param pause waits so many nanoseconds
     */
    Pace(int perSecond, LongSupplier nanoTime, LongConsumer pause) {
        this.interval = 1_000_000_000L / perSecond;
        this.nanoTime = nanoTime;
        this.pause = pause;
        this.next = nanoTime.getAsLong();
    }

    /** Waits for the turn of the next. */
    void await() {
        long early = next - nanoTime.getAsLong();
        while (early > 0) {
            pause.accept(early);
            early = next - nanoTime.getAsLong();
        }
        next = Math.max(next, nanoTime.getAsLong()) + interval;
    }
}
