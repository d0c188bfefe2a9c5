package org.radiologygpt.routes.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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

/** A running engine over topics of its own, and what comes out of it. */
final class BenchEngine implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int MAX_BYTES = 1 << 20;
    private static final Pattern IN_FLIGHT = Pattern.compile("^radiology_feed_in_flight (\\S+)$", Pattern.MULTILINE);

    private final Engine engine;
    private final String bootstrap;
    private final String input;
    private final KafkaConsumer<String, byte[]> outcomes;
    private final HttpClient client = HttpClient.newHttpClient();
    private double mostInFlight;

    /** Starts an engine with so many partitions; its topics begin with the name. */
    BenchEngine(EmbeddedBroker broker, URI fhir, URI model, String name, int partitions, int inFlight) {
        bootstrap = broker.bootstrapServers();
        EngineConfig config = EngineConfig.load(
                Optional.empty(),
                Map.of(),
                List.of(
                        "kafka.bootstrap-servers=" + bootstrap,
                        "kafka.group-id=" + name,
                        "kafka.in-flight=" + inFlight,
                        "resilience.max-concurrent=" + inFlight,
                        "topics.oru=" + name + ".oru",
                        "topics.fhir=" + name + ".fhir",
                        "topics.drafts=" + name + ".drafts",
                        "topics.errors=" + name + ".errors",
                        "topics.state=" + name + ".state",
                        "topics.training=" + name + ".training",
                        "topics.control=" + name + ".control",
                        "fhir.url=" + fhir,
                        "model.url=" + model,
                        "model.name=" + InstantModel.NAME,
                        "health.port=0"));
        broker.createCompactedTopics(config.topics().compacted(), partitions);
        broker.createTopics(config.topics().all(), partitions, MAX_BYTES);
        input = config.topics().oru();
        outcomes = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap), new StringDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> all = new ArrayList<>();
        for (int i = 0; i < partitions; i++) {
            all.add(new TopicPartition(config.topics().drafts(), i));
        }
        outcomes.assign(all);
        outcomes.seekToBeginning(all);
        engine = Engine.start(config, Clock.systemUTC());
    }

    /** Messages a second from the first outcome to the last; each outcome is a draft, else this fails. */
    double run(int first, int messages) {
        produce(bootstrap, input, first, messages, i -> BenchMessages.oru(first + i));
        long limit = System.nanoTime() + PATIENCE.toNanos();
        long started = 0;
        int counted = 0;
        int total = 0;
        long end = 0;
        while (total < messages) {
            int fetched = 0;
            for (ConsumerRecord<String, byte[]> record : outcomes.poll(Duration.ofMillis(20))) {
                requireDrafted(record.value());
                fetched++;
            }
            end = System.nanoTime();
            total += fetched;
            counted += started == 0 ? 0 : fetched;
            started = started == 0 && fetched > 0 ? end : started;
            if (end > limit) {
                throw new IllegalStateException(total + " of " + messages + " outcomes after " + PATIENCE);
            }
        }
        return counted == 0 ? 0 : counted * 1e9 / (end - started);
    }

    /** The same, and looks at how many are in flight meanwhile. */
    double runWatched(int first, int messages) {
        Thread watch = new Thread(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                mostInFlight = Math.max(mostInFlight, inFlight());
            }
        });
        watch.setDaemon(true);
        watch.start();
        try {
            return run(first, messages);
        } finally {
            watch.interrupt();
        }
    }

    double mostInFlight() {
        return mostInFlight;
    }

    private double inFlight() {
        Matcher matcher = IN_FLIGHT.matcher(page());
        return matcher.find() ? Double.parseDouble(matcher.group(1)) : 0;
    }

    Buckets timer(String name) {
        return Buckets.of(page(), name);
    }

    private String page() {
        URI metrics = URI.create("http://127.0.0.1:" + engine.healthPort() + "/metrics");
        try {
            return client.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    /** Waits until each partition of a new topic has its leader; a producer that begins before may never end. */
    static void awaitLeaders(String bootstrap, String topic) {
        Map<String, Object> properties = Map.of("bootstrap.servers", bootstrap);
        try (var consumer = new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> all = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.endOffsets(all);
        }
    }

    /** Puts messages of one key each in a topic. */
    static void produce(String bootstrap, String topic, int first, int messages, IntFunction<byte[]> content) {
        Map<String, Object> properties = Map.of("bootstrap.servers", bootstrap, "acks", "all");
        try (var producer = new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < messages; i++) {
                producer.send(new ProducerRecord<>(topic, "RIS/BENCH|F" + (first + i), content.apply(i)));
            }
        }
    }

    private static void requireDrafted(byte[] outcome) {
        String json = new String(outcome, StandardCharsets.UTF_8);
        if (!json.contains("\"outcome\":\"drafted\"")) {
            throw new IllegalStateException("the bench message was not drafted: " + json);
        }
    }

    @Override
    public void close() {
        engine.close();
        outcomes.close();
    }
}
