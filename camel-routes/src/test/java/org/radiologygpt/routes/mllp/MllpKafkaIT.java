package org.radiologygpt.routes.mllp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiologygpt.hl7v2.AckMode;
import org.radiologygpt.hl7v2.AdmissionReader;
import org.radiologygpt.report.SourceProfiles;
import org.radiologygpt.routes.ingest.Broker;
import org.radiologygpt.routes.ingest.KafkaSettings;
import org.radiologygpt.routes.ingest.Topics;
import org.radiologygpt.routes.intake.IntakeRecord;
import org.radiologygpt.routes.intake.KafkaIntake;
import org.radiologygpt.routes.mllp.MllpSettings.Limits;
import org.radiologygpt.routes.mllp.ReceptionPolicy.OtherMessages;
import org.radiologygpt.routes.quickstart.EmbeddedBroker;

/** The listener before a real broker. */
class MllpKafkaIT {
    private static final int CONNECTIONS = 8;
    private static final int EACH = 1250;
    private static final int IN_FLIGHT = 64;

    /** A sender blocks while it waits: each needs a thread of its own. */
    private static final ExecutorService THREADS = Executors.newCachedThreadPool();

    private final MeterRegistry registry = new SimpleMeterRegistry();

    @AfterAll
    static void stop() {
        THREADS.shutdownNow();
    }

    @Test
    void ten_thousand_pipelined_messages_are_each_stored_once_and_acknowledged_in_order() throws Exception {
        Topics topics = Broker.topics("mllp-many", 4);
        double bare = bareSeconds();
        double seconds;
        try (KafkaIntake intake = KafkaIntake.open(settings(Broker.address()), Duration.ofSeconds(60));
                MllpListener listener = start(intake, topics)) {
            long begin = System.nanoTime();
            List<CompletableFuture<List<String>>> senders = IntStream.range(0, CONNECTIONS)
                    .mapToObj(
                            sender -> CompletableFuture.supplyAsync(() -> pipelined(listener.port(), sender), THREADS))
                    .toList();
            for (int sender = 0; sender < CONNECTIONS; sender++) {
                int from = sender;
                assertThat(senders.get(sender).get())
                        .isEqualTo(IntStream.range(0, EACH)
                                .mapToObj(i -> "AA M-" + accession(from, i))
                                .toList());
            }
            seconds = (System.nanoTime() - begin) / 1e9;
        }
        List<ConsumerRecord<String, byte[]>> stored = Broker.read(topics.oru(), CONNECTIONS * EACH);
        System.out.printf(
                Locale.ROOT,
                "MLLP: %d messages from %d connections stored and acknowledged in %.1f s, %.0f a second;"
                        + " the producer alone: %.0f a second%n",
                stored.size(),
                CONNECTIONS,
                seconds,
                CONNECTIONS * EACH / seconds,
                CONNECTIONS * EACH / bare);
        assertThat(stored).hasSize(CONNECTIONS * EACH);
        assertOrder(stored);
    }

    /** The same records through the same producer without MLLP, as many in flight. */
    private static double bareSeconds() {
        Topics topics = Broker.topics("mllp-bare", 4);
        long begin = System.nanoTime();
        try (KafkaIntake intake = KafkaIntake.open(settings(Broker.address()), Duration.ofSeconds(60))) {
            Deque<CompletableFuture<Void>> flying = new ArrayDeque<>();
            for (int i = 0; i < CONNECTIONS * EACH; i++) {
                String accession = accession(i % CONNECTIONS, i);
                byte[] bytes = MllpClient.oru(accession).getBytes(StandardCharsets.UTF_8);
                flying.add(intake.store(IntakeRecord.of(topics.oru(), "RIS/NORTH|" + accession, bytes)));
                if (flying.size() > CONNECTIONS * IN_FLIGHT) {
                    flying.remove().join();
                }
            }
            flying.forEach(CompletableFuture::join);
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    /** Each partition holds the messages of each sender in the order in which it sent them. */
    private static void assertOrder(List<ConsumerRecord<String, byte[]>> stored) {
        Map<String, List<String>> bySender = stored.stream()
                .collect(Collectors.groupingBy(
                        record -> record.partition() + " " + record.key().split("[|-]")[1],
                        Collectors.mapping(ConsumerRecord::key, Collectors.toList())));
        bySender.values().forEach(keys -> assertThat(keys).isSorted());
        assertThat(stored.stream().map(ConsumerRecord::key).distinct()).hasSameSizeAs(stored);
    }

    @Test
    void nothing_acknowledged_is_lost_while_the_broker_stops_and_comes_back(@TempDir Path directory) throws Exception {
        Path data = directory.resolve("kafka");
        int messages = 120;
        EmbeddedBroker broker = EmbeddedBroker.start(data, 0, 1_000_000);
        broker.createTopics(List.of("oru", "errors"), 2, 1_000_000);
        String address = broker.bootstrapServers();
        int port = Integer.parseInt(address.substring(address.indexOf(':') + 1));
        Set<String> acknowledged = new HashSet<>();
        try (KafkaIntake intake = KafkaIntake.open(settings(address), Duration.ofSeconds(4));
                MllpListener listener =
                        start(intake, new Topics("oru", "fhir", "drafts", "errors", "state", "training", "control"))) {
            acknowledged.addAll(sendAll(listener.port(), 0, 40));
            CompletableFuture<Set<String>> during =
                    CompletableFuture.supplyAsync(() -> sendAll(listener.port(), 40, messages));
            broker.close();
            Counter notStored = registry.counter("radiology.mllp.closed", "reason", "not_stored");
            await().atMost(Duration.ofMinutes(1)).until(() -> notStored.count() >= 1);
            broker = EmbeddedBroker.start(data, port, 1_000_000);
            acknowledged.addAll(during.get());
        }
        try {
            assertThat(acknowledged).hasSize(messages);
            assertThat(keys(address)).containsAll(acknowledged);
        } finally {
            broker.close();
        }
    }

    private static Set<String> keys(String address) {
        Set<String> keys = new HashSet<>();
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", address), new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = List.of(new TopicPartition("oru", 0), new TopicPartition("oru", 1));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long all = consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            for (long seen = 0; seen < all; ) {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    keys.add(record.key().substring(record.key().indexOf('|') + 1));
                    seen++;
                }
            }
        }
        return keys;
    }

    /** As an interface engine does: one message at a time, the same again over a new connection until it is accepted. */
    private static Set<String> sendAll(int port, int from, int to) {
        Set<String> acknowledged = new HashSet<>();
        int next = from;
        while (next < to) {
            try (MllpClient client = MllpClient.connect(port)) {
                while (next < to) {
                    String accession = accession(0, next);
                    client.send(MllpClient.oru(accession));
                    if (!client.ack().equals("AA M-" + accession)) {
                        break;
                    }
                    acknowledged.add(accession);
                    next++;
                }
            } catch (IOException e) {
                // The connection broke: the sender connects again.
                assertThat(next).isLessThan(to);
            }
        }
        return acknowledged;
    }

    private static List<String> pipelined(int port, int sender) {
        try (MllpClient client = MllpClient.connect(port)) {
            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> writeAll(client, sender), THREADS);
            List<String> acks = new ArrayList<>(client.acks(EACH));
            writing.join();
            return acks;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void writeAll(MllpClient client, int sender) {
        try {
            for (int i = 0; i < EACH; i += 10) {
                int first = i;
                client.send(IntStream.range(first, first + 10)
                        .mapToObj(number -> MllpClient.oru(accession(sender, number)))
                        .toArray(String[]::new));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String accession(int sender, int number) {
        return String.format(Locale.ROOT, "S%d-%05d", sender, number);
    }

    private MllpListener start(KafkaIntake intake, Topics topics) throws IOException {
        Limits limits = new Limits(
                1_000_000,
                16,
                64,
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                Duration.ofSeconds(60));
        return MllpListener.start(
                new MllpSettings("127.0.0.1", 0, Optional.empty(), false, limits, AckMode.STANDARD, Unavailable.CLOSE),
                new AdmissionReader(SourceProfiles.defaults()),
                new ReceptionPolicy(topics.oru(), Optional.empty(), topics.errors(), OtherMessages.REJECT),
                intake,
                registry,
                Clock.systemUTC());
    }

    private static KafkaSettings settings(String brokers) {
        return new KafkaSettings(
                brokers, "mllp", 1, 1, Duration.ofMinutes(5), Duration.ofSeconds(6), 1_048_576, Map.of());
    }
}
