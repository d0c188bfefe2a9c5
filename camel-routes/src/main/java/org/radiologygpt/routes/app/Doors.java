package org.radiologygpt.routes.app;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import org.radiologygpt.fhir.DiagnosticReportReader;
import org.radiologygpt.fhir.ReviewReader;
import org.radiologygpt.hl7v2.AdmissionReader;
import org.radiologygpt.report.SourceProfiles;
import org.radiologygpt.routes.admin.AdminServer;
import org.radiologygpt.routes.admin.AdminSettings;
import org.radiologygpt.routes.control.ControlTopic;
import org.radiologygpt.routes.ingest.Topics;
import org.radiologygpt.routes.intake.KafkaIntake;
import org.radiologygpt.routes.mllp.MllpListener;
import org.radiologygpt.routes.mllp.ReceptionPolicy;
import org.radiologygpt.routes.subscription.SubscriptionServer;
import org.radiologygpt.routes.subscription.SubscriptionSettings;

/** What the engine listens on, over one durable write. */
final class Doors implements AutoCloseable {
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private OptionalInt mllpPort = OptionalInt.empty();
    private OptionalInt subscriptionPort = OptionalInt.empty();
    private OptionalInt adminPort = OptionalInt.empty();
    private final Map<String, BooleanSupplier> open = new LinkedHashMap<>();

    private Doors() {}

    /**
     * Opens those that are on.
     *
     * @throws ConfigException where an address cannot be listened on
     */
    static Doors open(
            EngineConfig config, SourceProfiles profiles, ControlTopic control, MeterRegistry registry, Clock clock) {
        Doors doors = new Doors();
        DoorConfig door = config.doors();
        if (door.mllp().isEmpty()
                && door.subscription().isEmpty()
                && door.admin().isEmpty()) {
            return doors;
        }
        try {
            KafkaIntake intake = doors.opened(KafkaIntake.open(config.kafka(), door.storeTimeout()));
            door.mllp().ifPresent(mllp -> doors.mllp(mllp, config.topics(), profiles, intake, registry, clock));
            door.subscription()
                    .ifPresent(settings -> doors.subscription(settings, config.topics(), profiles, intake, registry));
            door.admin()
                    .ifPresent(settings ->
                            doors.admin(settings, config.topics().control(), control, intake, registry, clock));
            return doors;
        } catch (RuntimeException e) {
            doors.close();
            throw e;
        }
    }

    private void mllp(
            DoorConfig.Mllp mllp,
            Topics topics,
            SourceProfiles profiles,
            KafkaIntake intake,
            MeterRegistry registry,
            Clock clock) {
        ReceptionPolicy policy =
                new ReceptionPolicy(topics.oru(), mllp.testTopic(), topics.errors(), mllp.otherMessages());
        try {
            AdmissionReader admissions = new AdmissionReader(profiles);
            MllpListener listener =
                    opened(MllpListener.start(mllp.settings(), admissions, policy, intake, registry, clock));
            mllpPort = OptionalInt.of(listener.port());
            open.put("mllp", listener::isListening);
        } catch (IOException e) {
            throw unusable("mllp", e);
        }
    }

    private void subscription(
            SubscriptionSettings settings,
            Topics topics,
            SourceProfiles profiles,
            KafkaIntake intake,
            MeterRegistry registry) {
        try {
            DiagnosticReportReader reader = new DiagnosticReportReader(profiles);
            SubscriptionServer server = opened(SubscriptionServer.start(
                    settings,
                    reader::read,
                    new ReviewReader()::read,
                    topics.fhir(),
                    topics.errors(),
                    intake,
                    registry));
            subscriptionPort = OptionalInt.of(server.port());
            open.put("subscription", server::isOpen);
        } catch (IOException e) {
            throw unusable("subscription", e);
        }
    }

    private void admin(
            AdminSettings settings,
            String topic,
            ControlTopic control,
            KafkaIntake intake,
            MeterRegistry registry,
            Clock clock) {
        try {
            AdminServer server = opened(AdminServer.start(settings, topic, control::rules, intake, registry, clock));
            adminPort = OptionalInt.of(server.port());
            open.put("admin", server::isOpen);
        } catch (IOException e) {
            throw unusable("admin", e);
        }
    }

    private static ConfigException unusable(String door, IOException e) {
        return new ConfigException(door + ".host and " + door + ".port: cannot listen there: "
                + e.getClass().getSimpleName());
    }

    /** Port of the MLLP listener; empty where it is off. */
    OptionalInt mllpPort() {
        return mllpPort;
    }

    /** Port of the endpoint of FHIR Subscriptions; empty where it is off. */
    OptionalInt subscriptionPort() {
        return subscriptionPort;
    }

    /** Port of the operators' endpoint; empty where it is off. */
    OptionalInt adminPort() {
        return adminPort;
    }

    /** Which doors are on, and whether each takes callers. */
    Map<String, Boolean> checks() {
        Map<String, Boolean> checks = new LinkedHashMap<>();
        open.forEach((door, check) -> checks.put(door, check.getAsBoolean()));
        return checks;
    }

    private <T extends AutoCloseable> T opened(T part) {
        parts.push(part);
        return part;
    }

    /** Answers what is in flight; the durable write goes last. */
    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException(
                        "a door did not close: " + e.getClass().getName(), e);
            }
        }
    }
}
