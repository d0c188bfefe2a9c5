package org.radiologygpt.routes.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
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
        if (ended.outcome().has("edit")) {
            signed(ended.outcome().path("edit"));
        }
    }

    /** How far a signed impression is from its draft. */
    private void signed(JsonNode edit) {
        DistributionSummary.builder("radiology.draft.edit.distance")
                .description("Words changed in a draft until its report was signed, over the longer text's words")
                .serviceLevelObjectives(0.01, 0.1, 0.25, 0.5, 0.75, 1)
                .register(registry)
                .record(edit.path("distance").asDouble());
        registry.counter(
                        "radiology.drafts.signed",
                        "unchanged",
                        Boolean.toString(edit.path("unchanged").asBoolean()))
                .increment();
    }

    /**
     * How long a drafted message took: from its coming, waiting included, and from its turn, without the model. The
     * model's time is known to the millisecond.
     *
     * @param message nanoseconds from its coming to its stored outcome
     * @param turn nanoseconds from the beginning of its last attempt
     */
    void drafted(Ended ended, long message, long turn) {
        timer("radiology.message", "From a message's coming to the stored outcome of its draft", message);
        long model = ended.outcome().path("latencyMs").asLong() * 1_000_000;
        timer(
                "radiology.overhead",
                "From a message's turn to the stored outcome of its draft, without the model",
                Math.max(0, turn - model));
    }

    private void timer(String name, String description, long nanos) {
        Timer.builder(name)
                .description(description)
                .publishPercentileHistogram()
                .register(registry)
                .record(nanos, TimeUnit.NANOSECONDS);
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
