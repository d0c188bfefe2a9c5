package org.radiologygpt.routes.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.radiologygpt.deid.DeidAudit;
import org.radiologygpt.routes.ingest.Passage.Ended;

/** What the routes count. Labels are typed codes only, never content of a message. */
public final class Meters {
    private final MeterRegistry registry;

    /** Counts into a registry; several over one registry count together. */
    public Meters(MeterRegistry registry) {
        this.registry = registry;
    }

    Timer.Sample start() {
        return Timer.start(registry);
    }

    void stop(Timer.Sample sample, String stage) {
        sample.stop(Timer.builder("radiology.stage")
                .description("Time of a message in one step")
                .tag("stage", stage)
                .publishPercentileHistogram()
                .register(registry));
    }

    void ended(Ended ended) {
        registry.counter("radiology.outcomes", "outcome", ended.code(), "reason", ended.reason())
                .increment();
    }

    void retried(RetryLater later) {
        registry.counter("radiology.retries", "reason", later.reason()).increment();
    }

    /** What was removed from the text of one report on its way to the model. */
    public void deidentified(DeidAudit audit) {
        audit.removed().forEach((kind, count) -> registry.counter("radiology.deid.removed", "kind", kind.name())
                .increment(count));
        registry.counter("radiology.deid.reports").increment();
        registry.counter("radiology.deid.kept.clinical").increment(audit.keptClinical());
        registry.counter("radiology.deid.taken.as.name").increment(audit.takenAsName());
    }
}
