package org.radiologygpt.loop;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.radiologygpt.routes.app.Engine;
import org.radiologygpt.routes.app.EngineConfig;
import org.radiologygpt.routes.quickstart.EmbeddedBroker;
import org.radiologygpt.routes.quickstart.EmbeddedFhirServer;

/** Broker, FHIR server and engine of a hospital; its model server is somebody else's. */
final class Hospital implements AutoCloseable {
    private static final int MAX_BYTES = 1 << 20;
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final EmbeddedBroker broker;
    private final EmbeddedFhirServer fhir;
    private final Engine engine;
    private final EngineConfig config;
    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> outcomes;
    private final List<JsonNode> ended = new ArrayList<>();
    private int sent;

    /**
     * Starts them.
     *
     * @param keys file with the keys of pseudonyms
     * @param modelUrl of the model server
     * @param model what the engine asks for there
     */
    Hospital(Path directory, Path keys, String modelUrl, String model) {
        broker = EmbeddedBroker.start(directory.resolve("kafka"), 0, MAX_BYTES);
        fhir = EmbeddedFhirServer.start(directory.resolve("fhir"), 0);
        config = EngineConfig.load(
                Optional.empty(),
                Map.of(),
                List.of(
                        "kafka.bootstrap-servers=" + broker.bootstrapServers(),
                        "kafka.consumers=1",
                        "fhir.url=" + fhir.baseUrl(),
                        "model.url=" + modelUrl,
                        "model.name=" + model,
                        "training.key-file=" + keys,
                        "outage.first-wait=50ms",
                        "outage.longest-wait=500ms",
                        "health.port=0"));
        broker.createCompactedTopics(config.topics().compacted(), 1);
        broker.createTopics(config.topics().all(), 1, MAX_BYTES);
        engine = Engine.start(config, Clock.systemUTC());
        outcomes = new KafkaConsumer<>(client(), new StringDeserializer(), new ByteArrayDeserializer());
        outcomes.assign(List.of(new TopicPartition(config.topics().drafts(), 0)));
        outcomes.seekToBeginning(outcomes.assignment());
        producer = new KafkaProducer<>(client(), new StringSerializer(), new ByteArraySerializer());
    }

    String kafka() {
        return broker.bootstrapServers();
    }

    private Map<String, Object> client() {
        return new HashMap<>(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    /** Sends messages and waits for an outcome of each. */
    List<JsonNode> all(List<String> messages) {
        messages.forEach(this::send);
        sent += messages.size();
        await().atMost(LONGEST).until(() -> {
            outcomes.poll(Duration.ofMillis(200)).forEach(record -> ended.add(json(record.value())));
            return ended.size() >= sent;
        });
        return ended.subList(sent - messages.size(), sent);
    }

    private void send(String message) {
        try {
            producer.send(new ProducerRecord<>(config.topics().oru(), message.getBytes(StandardCharsets.UTF_8)))
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(byte[] bytes) {
        try {
            return new ObjectMapper().readTree(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        producer.close();
        outcomes.close();
        engine.close();
        fhir.close();
        broker.close();
    }
}
