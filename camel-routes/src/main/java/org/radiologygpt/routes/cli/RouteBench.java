package org.radiologygpt.routes.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.radiologygpt.routes.app.Engine;
import org.radiologygpt.routes.app.EngineConfig;
import org.radiologygpt.routes.quickstart.EmbeddedBroker;
import org.radiologygpt.routes.quickstart.EmbeddedFhirServer;

/**
 * The whole route with a model that answers at once: embedded broker and FHIR server in this JVM, four partitions, four
 * consumers. Measured from the first outcome to the last, the start left out.
 */
final class RouteBench {
    private static final int PARTITIONS = 4;
    private static final int MAX_BYTES = 1 << 20;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final int messages;

    RouteBench(int messages) {
        this.messages = messages;
    }

    /** Outcomes a second; every outcome is a draft in the FHIR server, else this fails. */
    double run() throws IOException {
        Path data = Files.createTempDirectory("radiology-gpt-bench");
        try (EmbeddedBroker broker = EmbeddedBroker.start(data.resolve("kafka"), 0, MAX_BYTES);
                EmbeddedFhirServer fhir = EmbeddedFhirServer.start(data.resolve("fhir"), 0);
                InstantModel model = InstantModel.start(BenchMessages.IMPRESSION)) {
            EngineConfig config = config(broker, fhir, model);
            broker.createCompactedTopics(config.topics().compacted(), PARTITIONS);
            broker.createTopics(
                    List.of(
                            config.topics().oru(),
                            config.topics().fhir(),
                            config.topics().drafts(),
                            config.topics().errors()),
                    PARTITIONS,
                    MAX_BYTES);
            produce(broker.bootstrapServers(), config.topics().oru());
            try (Engine engine = Engine.start(config, Clock.systemUTC())) {
                return outcomes(broker.bootstrapServers(), config.topics().drafts());
            }
        } finally {
            delete(data);
        }
    }

    private static EngineConfig config(EmbeddedBroker broker, EmbeddedFhirServer fhir, InstantModel model) {
        return EngineConfig.load(
                Optional.empty(),
                Map.of(),
                List.of(
                        "kafka.bootstrap-servers=" + broker.bootstrapServers(),
                        "kafka.consumers=" + PARTITIONS,
                        "fhir.url=" + fhir.baseUrl(),
                        "model.url=" + model.url(),
                        "model.name=" + InstantModel.NAME,
                        "health.port=0"));
    }

    private void produce(String bootstrap, String topic) {
        Map<String, Object> properties = Map.of("bootstrap.servers", bootstrap, "acks", "all");
        try (var producer = new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < messages; i++) {
                producer.send(new ProducerRecord<>(topic, "BENCH|F" + i, BenchMessages.oru(i)));
            }
        }
    }

    private double outcomes(String bootstrap, String topic) {
        Map<String, Object> properties =
                Map.of("bootstrap.servers", bootstrap, "group.id", "bench", "auto.offset.reset", "earliest");
        try (var consumer = new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topic));
            long limit = System.nanoTime() + PATIENCE.toNanos();
            long first = 0;
            int total = 0;
            int counted = 0;
            while (total < messages) {
                ConsumerRecords<String, byte[]> records = consumer.poll(Duration.ofMillis(100));
                records.forEach(record -> requireDrafted(record.value()));
                total += records.count();
                counted += first == 0 ? 0 : records.count();
                if (first == 0 && !records.isEmpty()) {
                    first = System.nanoTime();
                }
                if (System.nanoTime() > limit) {
                    throw new IllegalStateException(total + " of " + messages + " outcomes after " + PATIENCE);
                }
            }
            return counted * 1e9 / (System.nanoTime() - first);
        }
    }

    private static void requireDrafted(byte[] outcome) {
        String json = new String(outcome, StandardCharsets.UTF_8);
        if (!json.contains("\"outcome\":\"drafted\"")) {
            throw new IllegalStateException("the bench message was not drafted: " + json);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
