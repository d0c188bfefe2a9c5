package org.radiologygpt.routes.ingest;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.main.Main;
import org.radiologygpt.draft.DraftOutcome;
import org.radiologygpt.draft.SkipReason;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.routes.draft.Drafter;
import org.radiologygpt.routes.lifecycle.ReportLives;
import org.radiologygpt.routes.training.TrainingPairs;
import org.radiologygpt.routes.writeback.DraftStore;

/** The routes against the test broker, with a drafter given as a function. */
final class RunningRoutes implements AutoCloseable {
    private final Main main = new Main();

    RunningRoutes(
            Topics topics, Function<RadiologyReport, DraftOutcome> drafting, DraftStore store, Patience patience) {
        main.configure().addRoutesBuilder(routes(topics, drafting, store, patience, Broker.address()));
        main.configure().withShutdownTimeout(15);
        main.start();
    }

    static MessageRoutes routes(
            Topics topics,
            Function<RadiologyReport, DraftOutcome> drafting,
            DraftStore store,
            Patience patience,
            String brokers) {
        Drafter drafter = new Drafter() {
            @Override
            public Optional<SkipReason> skips(RadiologyReport report) {
                return Optional.empty();
            }

            @Override
            public DraftOutcome draft(RadiologyReport report) {
                return drafting.apply(report);
            }
        };
        Map<String, ReportReader> readers = Map.of(topics.oru(), Fixtures::read, topics.fhir(), Fixtures::read);
        return new MessageRoutes(
                topics,
                settings(topics, brokers),
                Flow.defaults(),
                new MessageSteps(
                        readers,
                        drafter,
                        store,
                        new MessageLife(
                                new ReportLives(new MemoryStates()),
                                new NothingAhead(),
                                store,
                                TrainingPairs.none(),
                                new Restraints(report -> Optional.empty(), Duration.ofDays(1), Clock.systemUTC())),
                        Fixtures.noNotices(),
                        16_777_216),
                new MessageLookout(readers, new NothingAhead(), 16_777_216),
                patience,
                new SimpleMeterRegistry(),
                Clock.systemUTC());
    }

    static KafkaSettings settings(Topics topics, String brokers) {
        return new KafkaSettings(
                brokers,
                topics.oru(),
                1,
                5,
                Duration.ofMinutes(5),
                Duration.ofSeconds(6),
                Broker.MAX_MESSAGE_BYTES,
                Map.of());
    }

    @Override
    public void close() {
        main.stop();
    }
}
