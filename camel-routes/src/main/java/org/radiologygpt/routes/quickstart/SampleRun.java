package org.radiologygpt.routes.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.radiologygpt.routes.ingest.Topics;

/** Sends messages and waits until each has its outcome. */
final class SampleRun {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration POLL = Duration.ofMillis(200);

    private final String bootstrapServers;
    private final Topics topics;

    SampleRun(String bootstrapServers, Topics topics) {
        this.bootstrapServers = bootstrapServers;
        this.topics = topics;
    }

    /**
     * Sends the messages in order, each after Kafka has the one before.
     *
     * @return the record of each message, {@code topic-partition-offset}
     */
    Map<String, SampleMessage> send(List<SampleMessage> messages) {
        Map<String, SampleMessage> sent = new LinkedHashMap<>();
        Map<String, Object> options = Map.of("bootstrap.servers", bootstrapServers, "acks", "all");
        try (var producer = new KafkaProducer<>(options, new StringSerializer(), new ByteArraySerializer())) {
            for (SampleMessage message : messages) {
                String topic = message.fhir() ? topics.fhir() : topics.oru();
                RecordMetadata at = producer.send(new ProducerRecord<>(topic, message.key(), message.bytes()))
                        .get();
                sent.put(at.topic() + "-" + at.partition() + "-" + at.offset(), message);
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka refused a bundled message", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sending", e);
        }
        return sent;
    }

    /** Waits for the outcomes of these records; returns those that came in time. */
    Map<String, Outcome> await(Map<String, SampleMessage> sent, Duration longest) {
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        Map<String, Object> options = Map.of("bootstrap.servers", bootstrapServers);
        try (var consumer = new KafkaConsumer<>(options, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topics.drafts()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long end = System.nanoTime() + longest.toNanos();
            while (outcomes.size() < sent.size() && System.nanoTime() < end) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    Outcome outcome = outcome(record);
                    if (sent.containsKey(outcome.id())) {
                        outcomes.putIfAbsent(outcome.id(), outcome);
                    }
                }
            }
        }
        return outcomes;
    }

    private static Outcome outcome(ConsumerRecord<String, byte[]> record) {
        Header id = record.headers().lastHeader("outcome-id");
        JsonNode json = json(record.value());
        List<String> cancelled = new ArrayList<>();
        json.path("cancelled").forEach(reference -> cancelled.add(reference.asText()));
        return new Outcome(
                id == null ? "" : new String(id.value(), StandardCharsets.UTF_8),
                json.path("outcome").asText(),
                json.path("reason").asText(""),
                json.path("impression").asText(""),
                json.path("resource").asText(""),
                cancelled,
                record.timestamp());
    }

    private static JsonNode json(byte[] value) {
        try {
            return JSON.readTree(value);
        } catch (IOException e) {
            throw new UncheckedIOException("an outcome is no JSON", e);
        }
    }
}
