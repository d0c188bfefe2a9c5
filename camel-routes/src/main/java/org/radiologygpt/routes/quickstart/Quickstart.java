package org.radiologygpt.routes.quickstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.radiologygpt.model.generate.LoadedModel;
import org.radiologygpt.model.server.ModelServer;
import org.radiologygpt.model.server.ServerOptions;
import org.radiologygpt.routes.app.Engine;
import org.radiologygpt.routes.app.EngineConfig;
import org.radiologygpt.routes.ingest.Topics;

/** Broker, FHIR server, model server and routes in one JVM, their data in one directory. */
final class Quickstart implements AutoCloseable {
    private static final int PARTITIONS = 2;

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private EmbeddedBroker broker;
    private EmbeddedFhirServer fhir;
    private ModelServer models;
    private Engine engine;
    private EngineConfig config;

    /**
     * Where the parts listen and what they keep.
     *
     * @param data directory for the records of Kafka and the resources of the FHIR server
     * @param model model directory
     * @param kafkaPort port of the broker; 0 for a free one, as for the others
     */
    record Places(Path data, Path model, int kafkaPort, int fhirPort, int modelPort, int healthPort) {}

    private Quickstart() {}

    private void open(Places places, List<String> sets, Clock clock) throws IOException {
        // The model opens while broker and FHIR server start: each keeps one core busy for seconds.
        CompletableFuture<LoadedModel> opening =
                CompletableFuture.supplyAsync(() -> LoadedModel.open(places.model(), Optional.empty()));
        parts.push(() -> opening.thenAccept(LoadedModel::close));
        EngineConfig defaults = EngineConfig.load(Optional.empty(), Map.of(), List.of());
        int maxBytes = defaults.kafka().maxMessageBytes();
        broker = opened(EmbeddedBroker.start(places.data().resolve("kafka"), places.kafkaPort(), maxBytes));
        broker.createCompactedTopics(defaults.topics().compacted(), PARTITIONS);
        broker.createTopics(defaults.topics().all(), PARTITIONS, maxBytes);
        fhir = opened(EmbeddedFhirServer.start(places.data().resolve("fhir"), places.fhirPort()));
        LoadedModel model = joined(opening);
        models = opened(ModelServer.start(
                ServerOptions.DEFAULT.withAddress("127.0.0.1", places.modelPort()), List.of(model), clock));
        config = EngineConfig.load(Optional.empty(), Map.of(), settings(places, model.name(), sets));
        engine = opened(Engine.start(config, clock));
    }

    /**
     * Starts all parts; those started are stopped again where one fails.
     *
     * @param sets further settings of the engine, {@code key=value}
     */
    static Quickstart start(Places places, List<String> sets, Clock clock) throws IOException {
        Quickstart parts = new Quickstart();
        try {
            parts.open(places, sets, clock);
            return parts;
        } catch (IOException | RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    Topics topics() {
        return config.topics();
    }

    String fhirUrl() {
        return fhir.baseUrl().toString();
    }

    String modelUrl() {
        return "http://127.0.0.1:" + models.port();
    }

    String healthUrl() {
        return "http://127.0.0.1:" + engine.healthPort();
    }

    private List<String> settings(Places places, String model, List<String> sets) {
        List<String> settings = new ArrayList<>(List.of(
                "kafka.bootstrap-servers=" + bootstrapServers(),
                "kafka.consumers=" + PARTITIONS,
                "fhir.url=" + fhirUrl(),
                "model.url=" + modelUrl(),
                "model.name=" + model,
                "health.port=" + places.healthPort()));
        settings.addAll(sets);
        return settings;
    }

    private static LoadedModel joined(CompletableFuture<LoadedModel> opening) {
        try {
            return opening.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private <T extends AutoCloseable> T opened(T part) {
        parts.push(part);
        return part;
    }

    /** Stops the parts, the last started first. */
    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (Exception e) {
                throw new IllegalStateException(
                        "a part did not stop: " + e.getClass().getName(), e);
            }
        }
    }
}
