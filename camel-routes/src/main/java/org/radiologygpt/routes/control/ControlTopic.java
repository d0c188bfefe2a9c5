package org.radiologygpt.routes.control;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.radiologygpt.report.RadiologyReport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules, from the topic's beginning and then as they change. An answer is never older than three seconds: where the
 * topic cannot be read any more, nothing may be drafted.
 */
public final class ControlTopic implements Restraint, AutoCloseable {
    /** Under the five seconds in which a rule must hold everywhere. */
    static final Duration FRESH = Duration.ofSeconds(3);

    private static final Logger LOG = LoggerFactory.getLogger(ControlTopic.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final String topic;
    private final Map<String, Object> client;
    private final Clock clock;
    private final Thread thread;
    private volatile boolean open = true;
    private volatile Seen seen = new Seen(Rules.none(), 0, false);

    /** The rules, and when (System.nanoTime) they were the newest of the log. */
    private record Seen(Rules rules, long at, boolean complete) {}

    private ControlTopic(String topic, Map<String, ?> client, Clock clock) {
        this.topic = topic;
        this.client = Map.copyOf(client);
        this.clock = clock;
        thread = new Thread(this::run, "control");
        thread.setDaemon(true);
    }

    /**
     * Starts to read; a broker need not be there yet.
     *
     * @param client properties of the Kafka client: servers and security
     * @param clock for rules that hold for a time
     */
    public static ControlTopic start(String topic, Map<String, ?> client, Clock clock) {
        ControlTopic started = new ControlTopic(topic, client, clock);
        started.thread.start();
        return started;
    }

    @Override
    public Optional<Rule> forbidding(RadiologyReport report) {
        return rules().forbidding(report, clock.instant());
    }

    /**
     * The rules as they stand.
     *
     * @throws ControlException where they are not known, or were for too long not read
     */
    public Rules rules() {
        Seen now = seen;
        if (!isFresh(now)) {
            throw new ControlException("the control topic is not read");
        }
        return now.rules();
    }

    /** Whether the rules are known. */
    public boolean isReady() {
        return isFresh(seen);
    }

    private static boolean isFresh(Seen seen) {
        return seen.complete() && System.nanoTime() - seen.at() < FRESH.toNanos();
    }

    private void run() {
        while (open) {
            try (var consumer = consumer()) {
                List<TopicPartition> partitions = consumer.partitionsFor(topic, PATIENCE).stream()
                        .map(info -> new TopicPartition(topic, info.partition()))
                        .toList();
                if (partitions.isEmpty()) {
                    throw new ControlException("the control topic is not there");
                }
                consumer.assign(partitions);
                consumer.seekToBeginning(partitions);
                follow(consumer, partitions);
            } catch (KafkaException | ControlException e) {
                LOG.warn("the control topic is not read: {}", e.getClass().getSimpleName());
                LockSupport.parkNanos(POLL.toNanos());
            }
        }
    }

    private void follow(KafkaConsumer<String, byte[]> consumer, List<TopicPartition> partitions) {
        Rules rules = Rules.none();
        while (open) {
            long asked = System.nanoTime();
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                rules = next(rules, record);
            }
            boolean complete = ends.entrySet().stream()
                    .allMatch(end -> consumer.position(end.getKey(), PATIENCE) >= end.getValue());
            if (complete) {
                seen = new Seen(rules, asked, true);
            }
        }
    }

    private static Rules next(Rules rules, ConsumerRecord<String, byte[]> record) {
        String id = record.key() == null || !record.key().matches(ControlRecord.ID) ? "unnamed" : record.key();
        Change unknown = new Change("unknown", Instant.ofEpochMilli(record.timestamp()), "unreadable");
        if (record.value() == null) {
            return rules.with(new Removal(id, unknown));
        }
        try {
            ControlRecord read = ControlJson.read(record.value());
            if (read.id().equals(id)) {
                return rules.with(read);
            }
        } catch (IllegalArgumentException e) {
            LOG.error("rule {} cannot be read: drafting stops until it is removed", id);
        }
        // Somebody wished to forbid something: until a person looks, everything is.
        return rules.with(
                new Rule(id, Rule.Kind.STOP, Scope.ALL, "", false, Optional.empty(), Optional.empty(), unknown));
    }

    private KafkaConsumer<String, byte[]> consumer() {
        Map<String, Object> options = new HashMap<>(client);
        options.put("enable.auto.commit", false);
        options.put("auto.offset.reset", "earliest");
        options.put("allow.auto.create.topics", false);
        return new KafkaConsumer<>(options, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** Stops reading. */
    @Override
    public void close() {
        open = false;
        try {
            thread.join(Duration.ofSeconds(10).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
