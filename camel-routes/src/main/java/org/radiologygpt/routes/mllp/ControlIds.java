package org.radiologygpt.routes.mllp;

import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** MSH-10 of our acknowledgements: unique over restarts while the clock goes on, at most 20 characters. */
final class ControlIds implements Supplier<String> {
    private final String start;
    private final AtomicLong count = new AtomicLong();

    ControlIds(Clock clock) {
        this.start = Long.toString(clock.millis(), Character.MAX_RADIX);
    }

    @Override
    public String get() {
        return start + "-" + Long.toString(count.incrementAndGet(), Character.MAX_RADIX);
    }
}
