package org.radiologygpt.routes.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiologygpt.routes.ingest.Broker;
import org.radiologygpt.routes.ingest.Topics;

/**
 * Messages flow while the engine is killed with {@code kill -9} and the FHIR server and the model server are down. In the
 * build 150 messages, one kill and outages of 5 s; with {@code -Pfaults} 1,000 messages, two kills and 20 s.
 */
class FaultsIT {
    private static final int MESSAGES = Integer.getInteger("faults.messages", 150);
    private static final int KILLS = Integer.getInteger("faults.kills", 1);
    private static final Duration OUTAGE = Duration.ofSeconds(Integer.getInteger("faults.outage", 5));
    private static final Duration LONGEST = Duration.ofMinutes(Integer.getInteger("faults.minutes", 5));
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PARTITIONS = 2;

    @TempDir
    private Path directory;

    private final Topics topics = Broker.topics("faults", PARTITIONS);
    private final int fhirPort = freePort();
    private final int modelPort = freePort();
    private final List<ChildProcess> children = new ArrayList<>();
    private final Map<String, String> outcomes = new HashMap<>();
    private final Map<String, Integer> sent = new HashMap<>();
    private final Map<String, Integer> copies = new HashMap<>();
    private int redelivered;
    private ChildProcess engine;
    private ChildProcess fhir;
    private ChildProcess model;

    @BeforeEach
    void start() {
        engine = child("engine", "org.radiologygpt.routes.cli.Main", run());
        fhir = child(
                "fhir",
                FhirServerMain.class.getName(),
                List.of(directory.resolve("data").toString(), Integer.toString(fhirPort)));
        model = child("model", ModelServerMain.class.getName(), List.of(Integer.toString(modelPort)));
        fhir.start();
        model.start();
        engine.start();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> ChildProcess.listens(fhirPort) && ChildProcess.listens(modelPort));
    }

    @AfterEach
    void stop() {
        children.forEach(ChildProcess::close);
    }

    @Test
    void every_message_has_its_outcome_and_no_report_two_drafts() throws Exception {
        try (var consumer = outcomeConsumer()) {
            send(25);
            follow(consumer, 5);
            engine.kill();
            send(40);
            engine.start();
            follow(consumer, 30);
            outage(fhir, fhirPort, 65);
            follow(consumer, 50);
            outage(model, modelPort, 85);
            follow(consumer, 75);
            if (KILLS > 1) {
                engine.kill();
                engine.start();
            }
            send(100);
            follow(consumer, 100);
        }
        Map<String, String> expected = new TreeMap<>();
        sent.forEach((id, number) -> expected.put(id, Messages.outcome(number)));
        assertThat(new TreeMap<>(outcomes)).isEqualTo(expected);
        List<String> drafts = storedDrafts();
        assertThat(drafts).doesNotHaveDuplicates();
        assertThat(drafts).containsExactlyInAnyOrderElementsOf(eligible());
        long repeated = copies.values().stream().filter(count -> count > 1).count();
        System.out.printf(
                "faults: %d messages, %d distinct outcomes, %d drafts on the FHIR server; %d messages came again after"
                        + " their draft was stored, %d outcomes were written twice%n",
                MESSAGES, outcomes.size(), drafts.size(), redelivered, repeated);
    }

    private void outage(ChildProcess server, int port, int percent) throws Exception {
        server.kill();
        send(percent);
        long end = System.nanoTime() + OUTAGE.toNanos();
        await().pollInterval(Duration.ofMillis(100))
                .atMost(OUTAGE.plusSeconds(5))
                .until(() -> System.nanoTime() > end);
        server.start();
        await().atMost(Duration.ofSeconds(60)).until(() -> ChildProcess.listens(port));
    }

    /** Sends the next messages, until so many percent are sent. */
    private void send(int percent) throws Exception {
        Map<Integer, Future<RecordMetadata>> records = new HashMap<>();
        Map<String, Object> options = Map.of("bootstrap.servers", Broker.address(), "acks", "all");
        try (var producer = new KafkaProducer<>(options, new StringSerializer(), new ByteArraySerializer())) {
            for (int i = sent.size(); i < MESSAGES * percent / 100; i++) {
                String key = "RIS|" + Messages.accession(i);
                records.put(i, producer.send(new ProducerRecord<>(topics.oru(), key, Messages.hl7(i))));
            }
            for (var record : records.entrySet()) {
                RecordMetadata at = record.getValue().get();
                sent.put(at.topic() + "-" + at.partition() + "-" + at.offset(), record.getKey());
            }
        }
    }

    private KafkaConsumer<String, byte[]> outcomeConsumer() {
        var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", Broker.address()),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new TopicPartition(topics.drafts(), partition))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }

    private void follow(KafkaConsumer<String, byte[]> consumer, int percent) throws IOException {
        int count = MESSAGES * percent / 100;
        long end = System.nanoTime() + LONGEST.toNanos();
        while (outcomes.size() < count) {
            assertThat(System.nanoTime())
                    .as("%d outcomes of %d in time", outcomes.size(), count)
                    .isLessThan(end);
            for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                String id = new String(record.headers().lastHeader("outcome-id").value(), StandardCharsets.UTF_8);
                JsonNode json = JSON.readTree(record.value());
                String outcome = json.path("outcome").asText() + " "
                        + json.path("reason").asText("");
                redelivered += json.path("redelivered").asBoolean() ? 1 : 0;
                copies.merge(id, 1, Integer::sum);
                assertThat(outcomes.putIfAbsent(id, outcome)).isIn(null, outcome);
            }
        }
    }

    private List<String> storedDrafts() throws IOException, InterruptedException {
        List<String> accessions = new ArrayList<>();
        HttpClient client = HttpClient.newHttpClient();
        String next = "http://127.0.0.1:" + fhirPort + "/fhir/DiagnosticReport?_count=500";
        while (!next.isEmpty()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(next)).build();
            JsonNode page = JSON.readTree(
                    client.send(request, BodyHandlers.ofByteArray()).body());
            page.path("entry").forEach(entry -> accessions.add(accession(entry.path("resource"))));
            next = "";
            for (JsonNode link : page.path("link")) {
                next = link.path("relation").asText().equals("next")
                        ? link.path("url").asText()
                        : next;
            }
        }
        return accessions;
    }

    private static String accession(JsonNode report) {
        for (JsonNode identifier : report.path("identifier")) {
            if (identifier.path("system").asText().endsWith("identifier/draft")) {
                return identifier.path("value").asText().replaceAll(".*\\|(F\\d{6})\\|.*", "$1");
            }
        }
        return "no draft identifier";
    }

    private static List<String> eligible() {
        return IntStream.range(0, MESSAGES)
                .filter(number -> Messages.outcome(number).startsWith("drafted"))
                .mapToObj(Messages::accession)
                .collect(Collectors.toList());
    }

    private List<String> run() {
        List<String> arguments = new ArrayList<>(List.of("run"));
        Map.of(
                        "kafka.bootstrap-servers", Broker.address(),
                        "kafka.group-id", topics.oru(),
                        "kafka.session-timeout", "6s",
                        "topics.oru", topics.oru(),
                        "topics.fhir", topics.fhir(),
                        "topics.drafts", topics.drafts(),
                        "topics.errors", topics.errors(),
                        "fhir.url", "http://127.0.0.1:" + fhirPort + "/fhir",
                        "model.url", "http://127.0.0.1:" + modelPort,
                        "topics.state", topics.state())
                .forEach((key, value) -> arguments.addAll(List.of("--set", key + "=" + value)));
        arguments.addAll(List.of("--set", "topics.control=" + topics.control()));
        arguments.addAll(
                List.of("--set", "health.port=0", "--set", "model.name=demo", "--set", "outage.longest-wait=2s"));
        return arguments;
    }

    private ChildProcess child(String name, String main, List<String> arguments) {
        ChildProcess child = new ChildProcess(directory.resolve(name + ".log"), main, arguments);
        children.add(child);
        return child;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
