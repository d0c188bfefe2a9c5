package org.radiologygpt.routes.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.radiologygpt.routes.draft.StubModelServer;
import org.radiologygpt.routes.ingest.Broker;
import org.radiologygpt.routes.ingest.Topics;
import org.radiologygpt.routes.quickstart.EmbeddedFhirServer;

/** The whole engine in this JVM: real broker, real FHIR server, a model server that remembers its prompts. */
final class RunningEngine implements AutoCloseable {
    final Topics topics;
    final StubModelServer model = new StubModelServer();
    final EmbeddedFhirServer fhir;
    private final List<String> sets;
    Engine engine;

    RunningEngine(String test, Path directory) {
        this(test, directory, List.of());
    }

    RunningEngine(String test, Path directory, List<String> sets) {
        this(test, directory, sets, 1);
    }

    RunningEngine(String test, Path directory, List<String> sets, int partitions) {
        this.sets = sets;
        topics = Broker.topics(test, partitions);
        fhir = EmbeddedFhirServer.start(directory.resolve("fhir"), 0);
        engine = started();
    }

    /** The engine ends, and another begins where it ended. */
    void restart() {
        engine.close();
        engine = started();
    }

    private Engine started() {
        return Engine.start(config(topics, fhir.baseUrl(), model.url(), sets), Clock.systemUTC());
    }

    static EngineConfig config(Topics topics, URI fhir, URI model, List<String> sets) {
        List<String> all = new ArrayList<>(List.of(
                "kafka.bootstrap-servers=" + Broker.address(),
                "kafka.group-id=" + topics.oru(),
                "kafka.consumers=1",
                "topics.oru=" + topics.oru(),
                "topics.fhir=" + topics.fhir(),
                "topics.drafts=" + topics.drafts(),
                "topics.errors=" + topics.errors(),
                "topics.state=" + topics.state(),
                "topics.training=" + topics.training(),
                "topics.control=" + topics.control(),
                "fhir.url=" + fhir,
                "model.url=" + model,
                "model.name=demo",
                "outage.first-wait=50ms",
                "outage.longest-wait=200ms",
                "outage.suspect-attempts=2",
                "outage.suspect-for=1ms",
                "resilience.attempts=1",
                "health.port=0"));
        all.addAll(sets);
        return EngineConfig.load(Optional.empty(), Map.of(), all);
    }

    void sendOru(String message) {
        Broker.send(topics.oru(), "key", message.getBytes(StandardCharsets.UTF_8));
    }

    void sendFhir(String message) {
        Broker.send(topics.fhir(), "key", message.getBytes(StandardCharsets.UTF_8));
    }

    /** The outcomes so far, in order, once there are so many. */
    List<JsonNode> outcomes(int count) {
        return outcomeRecords(count).stream()
                .map(record -> json(record.value()))
                .toList();
    }

    List<ConsumerRecord<String, byte[]>> outcomeRecords(int count) {
        return Broker.read(topics.drafts(), count);
    }

    /** What a page of health and metrics says. */
    String page(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + engine.healthPort() + path))
                .build();
        return get(request);
    }

    /** All resources of a type, as one Bundle. */
    JsonNode resources(String type) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(fhir.baseUrl() + "/" + type + "?_count=100"))
                .build();
        return json(get(request).getBytes(StandardCharsets.UTF_8));
    }

    private static String get(HttpRequest request) {
        try {
            return HttpClient.newHttpClient()
                    .send(request, BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static JsonNode json(byte[] bytes) {
        try {
            return new ObjectMapper().readTree(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        engine.close();
        fhir.close();
        model.close();
    }
}
