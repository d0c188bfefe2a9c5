package org.radiologygpt.routes.app;

import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.radiologygpt.fhir.DraftContent;
import org.radiologygpt.fhir.DraftForm;
import org.radiologygpt.guard.GuardPolicy;
import org.radiologygpt.report.ReportStatus;
import org.radiologygpt.routes.draft.Resilience;
import org.radiologygpt.routes.ingest.Flow;
import org.radiologygpt.routes.ingest.KafkaSettings;
import org.radiologygpt.routes.ingest.Patience;
import org.radiologygpt.routes.ingest.Topics;
import org.radiologygpt.routes.writeback.WriteMode;

/**
 * The checked settings of an engine.
 *
 * @param kafka how Kafka is spoken to
 * @param flow how much is dealt with at once
 * @param writesPerSecond drafts written to the FHIR server a second, 0 for as many as come
 * @param topics names of the topics
 * @param maxMessageBytes longer messages are rejected unread
 * @param sourceProfiles profiles of the sending systems, empty for the defaults
 * @param model the model servers
 * @param resilience how the model call is protected
 * @param patience how outages are waited for
 * @param fhir the FHIR server
 * @param draft what a site decides about its drafts
 * @param guards what follows when a guard finds something
 * @param keepStates how long the state of a report outlives its last change
 * @param trainingKeys file with the hospital's keys for pseudonyms; empty where no training pairs are published
 * @param health address of health and metrics
 * @param doors what the engine itself listens on
 */
public record EngineConfig(
        KafkaSettings kafka,
        Flow flow,
        int writesPerSecond,
        Topics topics,
        int maxMessageBytes,
        Optional<Path> sourceProfiles,
        ModelConfig model,
        Resilience resilience,
        Patience patience,
        Fhir fhir,
        DraftPolicy draft,
        GuardPolicy guards,
        Duration keepStates,
        Optional<Path> trainingKeys,
        Health health,
        DoorConfig doors) {
    private static final int MEBIBYTE = 1 << 20;
    private static final Duration LEAST_POLL_INTERVAL = Duration.ofMinutes(1);

    /** Properties of the Kafka client on which it rests that no record is lost. */
    private static final List<String> OURS = List.of(
            "acks",
            "auto.offset.reset",
            "enable.auto.commit",
            "enable.idempotence",
            "group.id",
            "key.deserializer",
            "key.serializer",
            "max.poll.interval.ms",
            "max.poll.records",
            "value.deserializer",
            "value.serializer");

    /**
     * The FHIR server, and how drafts are written back.
     *
     * @param token bearer token, or empty
     * @param writtenTopic topic of the drafts in the modes that send them by Kafka
     * @param audit whether AuditEvents go with the drafts
     * @param content what a draft consists of
     * @param receiver where drafts go as ORU^R01 over MLLP; empty where they go into the topic
     */
    public record Fhir(
            URI url,
            String token,
            Duration connectTimeout,
            Duration timeout,
            WriteMode writeMode,
            String writtenTopic,
            boolean audit,
            DraftContent content,
            Optional<ReceiverConfig> receiver) {
        /** Without the token. */
        @Override
        public String toString() {
            return url.toString();
        }
    }

    /** What a site decides about its drafts; {@code owner} may be empty. */
    public record DraftPolicy(ReportStatus status, String banner, String owner, Duration expiry) {}

    /** Address of health and metrics; port 0 for a free one. */
    public record Health(String host, int port) {}

    /**
     * Loads and checks the settings.
     *
     * @param file a site's file, or empty
     * @param environment as {@code System.getenv()}
     * @param sets pairs {@code key=value}
     * @throws ConfigException naming the key and what is allowed
     */
    public static EngineConfig load(Optional<Path> file, Map<String, String> environment, List<String> sets) {
        Settings settings = Settings.load(file, environment, sets);
        return new EngineConfig(
                kafka(settings),
                flow(settings),
                settings.whole("fhir.max-writes-per-second", 0, 1000),
                topics(settings),
                settings.whole("reading.max-message-bytes", 1024, 64 * MEBIBYTE),
                settings.file("reading.source-profiles"),
                ModelConfig.of(settings),
                resilience(settings),
                patience(settings),
                fhir(settings),
                draft(settings),
                guards(settings),
                settings.duration("lifecycle.keep"),
                settings.file("training.key-file"),
                new Health(settings.text("health.host"), settings.whole("health.port", 0, 65535)),
                DoorConfig.of(settings));
    }

    private static KafkaSettings kafka(Settings settings) {
        Duration interval = settings.duration("kafka.max-poll-interval");
        if (interval.compareTo(LEAST_POLL_INTERVAL) < 0) {
            settings.fail("kafka.max-poll-interval", "1m or more");
        }
        return new KafkaSettings(
                settings.text("kafka.bootstrap-servers"),
                settings.text("kafka.group-id"),
                settings.whole("kafka.consumers", 1, 256),
                settings.whole("kafka.max-poll-records", 1, 500),
                interval,
                settings.duration("kafka.session-timeout"),
                settings.whole("kafka.max-message-bytes", MEBIBYTE, 512 * MEBIBYTE),
                settings.file("kafka.properties-file")
                        .map(EngineConfig::properties)
                        .orElse(Map.of()));
    }

    private static Flow flow(Settings settings) {
        int inFlight = settings.whole("kafka.in-flight", 1, 256);
        int inHand = settings.whole("kafka.in-hand", 1, 100_000);
        if (inHand < inFlight) {
            settings.fail("kafka.in-hand", "kafka.in-flight or more, here " + inFlight);
        }
        return new Flow(inFlight, inHand, settings.whole("kafka.in-hand-bytes", MEBIBYTE, 1024 * MEBIBYTE));
    }

    private static Topics topics(Settings settings) {
        return new Topics(
                settings.text("topics.oru"),
                settings.text("topics.fhir"),
                settings.text("topics.drafts"),
                settings.text("topics.errors"),
                settings.text("topics.state"),
                settings.text("topics.training"),
                settings.text("topics.control"));
    }

    private static Resilience resilience(Settings settings) {
        return new Resilience(
                settings.duration("model.timeout"),
                settings.whole("resilience.attempts", 1, 10),
                settings.duration("resilience.backoff"),
                settings.whole("resilience.max-concurrent", 1, 256),
                settings.whole("resilience.failure-rate", 1, 100),
                settings.whole("resilience.window", 2, 1000),
                settings.duration("resilience.open-for"));
    }

    private static Patience patience(Settings settings) {
        return new Patience(
                settings.duration("outage.first-wait"),
                settings.duration("outage.longest-wait"),
                settings.duration("outage.window"),
                settings.whole("outage.suspect-attempts", 1, 100),
                settings.duration("outage.suspect-for"));
    }

    private static Fhir fhir(Settings settings) {
        WriteMode mode = WriteMode.of(settings.choice("fhir.write-mode", WriteMode.codes()));
        return new Fhir(
                settings.url("fhir.url"),
                settings.secret("fhir.token"),
                settings.duration("fhir.connect-timeout"),
                settings.duration("fhir.timeout"),
                mode,
                settings.text("fhir.written-topic"),
                isOn(settings, "fhir.audit"),
                new DraftContent(
                        mode.isDocument() ? DraftForm.DOCUMENT_REFERENCE : DraftForm.DIAGNOSTIC_REPORT,
                        isOn(settings, "fhir.observations"),
                        settings.optional("model.card-url").isBlank()
                                ? Optional.empty()
                                : Optional.of(settings.url("model.card-url"))),
                ReceiverConfig.of(settings));
    }

    private static boolean isOn(Settings settings, String key) {
        return settings.choice(key, List.of("true", "false")).equals("true");
    }

    private static DraftPolicy draft(Settings settings) {
        String status =
                settings.choice("draft.status", List.of(ReportStatus.PRELIMINARY.code(), ReportStatus.PARTIAL.code()));
        return new DraftPolicy(
                status.equals("partial") ? ReportStatus.PARTIAL : ReportStatus.PRELIMINARY,
                settings.optional("draft.banner"),
                settings.optional("draft.owner"),
                settings.duration("draft.expiry"));
    }

    private static GuardPolicy guards(Settings settings) {
        Optional<Path> file = settings.file("guards.policy-file");
        try {
            return file.isPresent() ? GuardPolicy.parse(Files.readString(file.get())) : GuardPolicy.standard();
        } catch (IllegalArgumentException e) {
            throw new ConfigException("guards.policy-file " + file.get() + ": " + e.getMessage());
        } catch (IOException e) {
            throw new ConfigException("guards.policy-file " + file.get() + " cannot be read: "
                    + e.getClass().getSimpleName());
        }
    }

    private static Map<String, String> properties(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new ConfigException("kafka.properties-file " + file + " cannot be read: "
                    + e.getClass().getSimpleName());
        }
        Map<String, String> all = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> all.put(name, properties.getProperty(name)));
        OURS.stream().filter(all::containsKey).findFirst().ifPresent(name -> {
            throw new ConfigException("kafka.properties-file " + file + ": " + name
                    + " is set by the engine, a report could be lost with another value");
        });
        return all;
    }
}
