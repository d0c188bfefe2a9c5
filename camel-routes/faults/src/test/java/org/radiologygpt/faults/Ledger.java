package org.radiologygpt.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads all outcomes while they come, and again and again the group's committed offsets: first the offsets, then every
 * outcome that was there when they were read, so that an offset ahead of its outcome cannot hide.
 */
final class Ledger implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration POLL = Duration.ofMillis(200);

    private final Map<String, String> outcomes = new ConcurrentHashMap<>();
    private final Map<String, Integer> copies = new ConcurrentHashMap<>();
    private final Map<TopicPartition, Long> prefixes = new ConcurrentHashMap<>();
    private final Queue<String> disagreements = new ConcurrentLinkedQueue<>();
    private final Queue<String> aheads = new ConcurrentLinkedQueue<>();
    private final String broker;
    private final Thread thread = new Thread(this::run, "ledger");
    private volatile boolean open = true;
    private volatile Map<TopicPartition, Long> committed = Map.of();
    private volatile int samples;

    Ledger(String broker) {
        this.broker = broker;
        inputs().forEach(partition -> prefixes.put(partition, 0L));
        thread.setDaemon(true);
        thread.start();
    }

    static List<TopicPartition> inputs() {
        return Stream.of(Topics.ORU, Topics.FHIR)
                .flatMap(topic -> partitions(topic).stream())
                .toList();
    }

    private static List<TopicPartition> partitions(String topic) {
        return IntStream.range(0, Fleet.PARTITIONS)
                .mapToObj(number -> new TopicPartition(topic, number))
                .toList();
    }

    private void run() {
        Map<String, Object> client =
                Map.of("bootstrap.servers", broker, "default.api.timeout.ms", 5_000, "request.timeout.ms", 3_000);
        try (Admin admin = Admin.create(client);
                var consumer = new KafkaConsumer<>(client, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(partitions(Topics.DRAFTS));
            consumer.seekToBeginning(consumer.assignment());
            while (open) {
                look(admin, consumer);
            }
        }
    }

    private void look(Admin admin, KafkaConsumer<String, byte[]> consumer) {
        try {
            Map<TopicPartition, Long> now = committed(admin);
            Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
            do {
                consumer.poll(POLL).forEach(this::note);
            } while (open
                    && ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue()));
            now.forEach(this::check);
            committed = now;
            samples++;
        } catch (KafkaException | ExecutionException e) {
            // the broker is away: another look, another time
            consumer.poll(POLL).forEach(this::note);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            open = false;
        }
    }

    private static Map<TopicPartition, Long> committed(Admin admin) throws ExecutionException, InterruptedException {
        Map<TopicPartition, Long> offsets = new ConcurrentHashMap<>();
        Map<TopicPartition, OffsetAndMetadata> group = admin.listConsumerGroupOffsets(Topics.GROUP)
                .partitionsToOffsetAndMetadata()
                .get();
        group.forEach((partition, offset) -> offsets.put(partition, offset.offset()));
        return offsets;
    }

    private void note(ConsumerRecord<String, byte[]> record) {
        String id = new String(record.headers().lastHeader("outcome-id").value(), StandardCharsets.UTF_8);
        String outcome = outcome(record.value());
        String before = outcomes.putIfAbsent(id, outcome);
        copies.merge(id, 1, Integer::sum);
        if (before != null && !before.equals(outcome)) {
            disagreements.add(id + ": " + before + ", then " + outcome);
        }
    }

    private static String outcome(byte[] value) {
        try {
            JsonNode json = JSON.readTree(value);
            return (json.path("outcome").asText() + " " + json.path("reason").asText("")).strip();
        } catch (IOException e) {
            return "unreadable";
        }
    }

    private void check(TopicPartition partition, long offset) {
        long prefix = prefixes.get(partition);
        while (outcomes.containsKey(Topics.id(partition, prefix))) {
            prefix++;
        }
        prefixes.put(partition, prefix);
        if (offset > prefix) {
            aheads.add(partition + ": committed " + offset + ", outcomes up to " + prefix);
        }
    }

    /** Distinct outcomes so far. */
    int size() {
        return outcomes.size();
    }

    Map<String, String> outcomes() {
        return outcomes;
    }

    /** Outcomes that were written more than once. */
    long repeated() {
        return copies.values().stream().filter(count -> count > 1).count();
    }

    /** Messages whose outcomes contradict each other. */
    Queue<String> disagreements() {
        return disagreements;
    }

    /** Offsets that were committed before their outcome was there. */
    Queue<String> aheads() {
        return aheads;
    }

    /** How often the offsets were compared. */
    int samples() {
        return samples;
    }

    /** The offsets as they were read last. */
    Map<TopicPartition, Long> committed() {
        return committed;
    }

    /** Where the logs of the inputs end. */
    Map<TopicPartition, Long> ends() throws ExecutionException, InterruptedException {
        Map<TopicPartition, Long> ends = new ConcurrentHashMap<>();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker))) {
            for (TopicPartition partition : inputs()) {
                long end = admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                        .partitionResult(partition)
                        .get()
                        .offset();
                if (end > 0) {
                    ends.put(partition, end);
                }
            }
        }
        return ends;
    }

    /** All records of the error topic. */
    List<ConsumerRecord<String, byte[]>> errors() {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", broker),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(partitions(Topics.ERRORS));
            Set<TopicPartition> assigned = consumer.assignment();
            consumer.seekToBeginning(assigned);
            Map<TopicPartition, Long> ends = consumer.endOffsets(assigned);
            while (assigned.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(POLL).forEach(records::add);
            }
        }
        return records;
    }

    @Override
    public void close() {
        open = false;
        try {
            thread.join(Duration.ofSeconds(20).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
