package org.radiologygpt.routes.mllp;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** What the listener counts: every block once, by what became of it. Labels are typed codes only. */
final class MllpMeters {
    private final MeterRegistry registry;
    private final AtomicInteger open = new AtomicInteger();

    MllpMeters(MeterRegistry registry) {
        this.registry = registry;
        Gauge.builder("radiology.mllp.connections", open, AtomicInteger::get)
                .description("Open MLLP connections")
                .register(registry);
    }

    /** How a block ended. */
    enum Fate {
        /** Safe, and acknowledged where the sender asked for it. */
        STORED,
        /** Refused with a reason, which the sender got where it asked for it. */
        REFUSED,
        /** Not safe, not acknowledged: the sender sends it again. */
        NOT_STORED,
        /** Safe, but the acknowledgement did not reach the sender: it may come again. */
        UNANSWERED,
        /** Came while the connection was ending: not stored, not acknowledged. */
        DISCARDED
    }

    void block(Fate fate, String reason) {
        registry.counter("radiology.mllp.blocks", "outcome", fate.name().toLowerCase(Locale.ROOT), "reason", reason)
                .increment();
    }

    void opened() {
        open.incrementAndGet();
    }

    void closed(Ending ending) {
        open.decrementAndGet();
        registry.counter("radiology.mllp.closed", "reason", ending.code()).increment();
    }

    void turnedAway() {
        registry.counter("radiology.mllp.turned.away").increment();
    }
}
