package org.radiologygpt.routes.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.radiologygpt.routes.quickstart.EmbeddedBroker;

/** One real broker for all tests of this JVM. */
public final class Broker {
    public static final int MAX_MESSAGE_BYTES = 67_108_864;
    private static final EmbeddedBroker BROKER = start();

    private Broker() {}

    private static EmbeddedBroker start() {
        try {
            EmbeddedBroker broker =
                    EmbeddedBroker.start(Files.createTempDirectory("broker").resolve("kafka"), 0, MAX_MESSAGE_BYTES);
            Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
            return broker;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String address() {
        return BROKER.bootstrapServers();
    }

    public static Topics topics(String test, int partitions) {
        Topics topics = new Topics(
                test + ".oru",
                test + ".fhir",
                test + ".drafts",
                test + ".errors",
                test + ".state",
                test + ".training",
                test + ".control");
        BROKER.createCompactedTopics(topics.compacted(), partitions);
        BROKER.createTopics(topics.all(), partitions, MAX_MESSAGE_BYTES);
        awaitLeaders(topics.all(), partitions);
        return topics;
    }

    /** A broker names a partition's leader before that leader takes records. */
    private static void awaitLeaders(List<String> names, int partitions) {
        List<TopicPartition> all = names.stream()
                .flatMap(name -> IntStream.range(0, partitions).mapToObj(number -> new TopicPartition(name, number)))
                .toList();
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", address()), new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.endOffsets(all, Duration.ofSeconds(60));
        }
    }

    public static void send(String topic, String key, byte[] value) {
        Map<String, Object> options = Map.of(
                "bootstrap.servers", address(), "max.request.size", MAX_MESSAGE_BYTES, "buffer.memory", 134_217_728L);
        try (var producer = new KafkaProducer<>(options, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, key, value)).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads a topic from its beginning until enough records satisfy the predicate, 60 s at most. */
    public static List<ConsumerRecord<String, byte[]>> read(
            String topic, Predicate<List<ConsumerRecord<String, byte[]>>> enough) {
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", address()), new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
            long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (!enough.test(records) && System.nanoTime() < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
            return records;
        }
    }

    public static List<ConsumerRecord<String, byte[]>> read(String topic, int count) {
        return read(topic, records -> records.size() >= count);
    }

    /** The committed offset of a group on one partition, -1 where there is none. */
    public static long committed(String group, String topic, int partition) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", address()))) {
            OffsetAndMetadata offset = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .get(new TopicPartition(topic, partition));
            return offset == null ? -1 : offset.offset();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
