package org.radiologygpt.routes.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.radiologygpt.deid.DeidAudit;
import org.radiologygpt.deid.DeidKey;
import org.radiologygpt.deid.DeidKeys;
import org.radiologygpt.deid.Deidentifier;
import org.radiologygpt.fhir.CallsFhirStore;
import org.radiologygpt.fhir.DraftBundle;
import org.radiologygpt.fhir.DraftSettings;
import org.radiologygpt.fhir.DraftWithdrawal;
import org.radiologygpt.fhir.FhirEndpoint;
import org.radiologygpt.fhir.FhirStore;
import org.radiologygpt.fhir.RestFhirStore;
import org.radiologygpt.guard.Guards;
import org.radiologygpt.hl7v2.OruWriter;
import org.radiologygpt.hl7v2.SourceProfileFiles;
import org.radiologygpt.report.SourceProfiles;
import org.radiologygpt.routes.draft.DraftImpression;
import org.radiologygpt.routes.draft.Drafter;
import org.radiologygpt.routes.draft.ImpressionModel;
import org.radiologygpt.routes.feed.KafkaDraftFeed;
import org.radiologygpt.routes.feed.MllpDraftFeed;
import org.radiologygpt.routes.intake.KafkaIntake;
import org.radiologygpt.routes.lifecycle.StateTopic;
import org.radiologygpt.routes.mllp.MllpSender;
import org.radiologygpt.routes.training.TrainingPairs;
import org.radiologygpt.routes.training.TrainingTopic;
import org.radiologygpt.routes.writeback.DraftFeed;
import org.radiologygpt.routes.writeback.DraftStore;
import org.radiologygpt.routes.writeback.FhirDraftStore;
import org.radiologygpt.routes.writeback.JsonFormat;
import org.radiologygpt.routes.writeback.OruFormat;
import org.radiologygpt.routes.writeback.SentDrafts;

/** Fits the rooms together as the configuration says. */
final class Rooms {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private Rooms() {}

    static SourceProfiles sourceProfiles(EngineConfig config) {
        return config.sourceProfiles().map(Rooms::profiles).orElseGet(SourceProfiles::defaults);
    }

    private static SourceProfiles profiles(Path path) {
        try {
            return SourceProfileFiles.read(path);
        } catch (IllegalArgumentException e) {
            throw new ConfigException("reading.source-profiles: " + e.getMessage());
        } catch (UncheckedIOException e) {
            throw new ConfigException("reading.source-profiles: " + path + " cannot be read");
        }
    }

    static Drafter drafter(EngineConfig config, ImpressionModel model, Clock clock, Consumer<DeidAudit> audit) {
        return new DraftImpression(Deidentifier.placeholders(), model, Guards.standard(config.guards()), clock, audit);
    }

    static DraftStore store(EngineConfig config, Clock clock) {
        EngineConfig.DraftPolicy policy = config.draft();
        DraftSettings settings = new DraftSettings(
                policy.banner(),
                policy.status(),
                "Radiology-GPT",
                version(),
                policy.owner(),
                policy.expiry(),
                config.fhir().audit(),
                config.fhir().content());
        return switch (config.fhir().writeMode()) {
            case TRANSACTION, DOCUMENT_REFERENCE -> fhir(server(config, clock), settings, clock);
            case CALLS, DOCUMENT_REFERENCE_CALLS -> fhir(new CallsFhirStore(server(config, clock)), settings, clock);
            case ORU ->
                new SentDrafts(
                        config.fhir().receiver().map(Rooms::receiver).orElseGet(() -> topic(config)),
                        new OruFormat(new OruWriter(policy.banner(), clock)));
            case KAFKA -> new SentDrafts(topic(config), new JsonFormat(new DraftBundle(settings, clock)));
        };
    }

    private static DraftStore fhir(FhirStore store, DraftSettings settings, Clock clock) {
        return new FhirDraftStore(
                store, new DraftBundle(settings, clock), new DraftWithdrawal(settings, clock), settings.banner());
    }

    private static RestFhirStore server(EngineConfig config, Clock clock) {
        FhirEndpoint endpoint = new FhirEndpoint(
                config.fhir().url(),
                config.fhir().connectTimeout(),
                config.fhir().timeout(),
                2 * config.kafka().consumers(),
                () -> config.fhir().token());
        return new RestFhirStore(endpoint, clock, config.fhir().content().form());
    }

    private static DraftFeed receiver(ReceiverConfig receiver) {
        return new MllpDraftFeed(Stream.generate(() -> MllpSender.to(receiver.target()))
                .limit(receiver.connections())
                .toList());
    }

    private static DraftFeed topic(EngineConfig config) {
        return new KafkaDraftFeed(
                KafkaIntake.open(config.kafka(), PATIENCE), config.fhir().writtenTopic());
    }

    static StateTopic states(EngineConfig config) {
        return new StateTopic(config.topics().state(), client(config), PATIENCE, config.keepStates());
    }

    /** Nowhere without keys; closed with the engine where it is a topic. */
    static TrainingPairs training(EngineConfig config) {
        return config.trainingKeys()
                .<TrainingPairs>map(
                        file -> new TrainingTopic(config.topics().training(), client(config), PATIENCE, key(file)))
                .orElseGet(TrainingPairs::none);
    }

    private static DeidKey key(Path file) {
        try {
            return DeidKeys.of(Files.readAllBytes(file)).newest();
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigException("training.key-file: holds no key of 16 bytes or more");
        }
    }

    /** Servers and security of the Kafka client. */
    static Map<String, Object> client(EngineConfig config) {
        Map<String, Object> client = new HashMap<>(config.kafka().properties());
        client.put("bootstrap.servers", config.kafka().bootstrapServers());
        return client;
    }

    private static String version() {
        return Optional.ofNullable(Rooms.class.getPackage().getImplementationVersion())
                .orElse("0.1.0");
    }
}
