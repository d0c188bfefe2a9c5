package org.radiologygpt.routes.lanes;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The workers at the board, and the way that each topic's records go. */
final class Crew implements AutoCloseable {
    private static final int FETCH_BYTES = 8 << 20;

    private final FeedSettings settings;
    private final Lookout lookout;
    private final MeterRegistry registry;
    private final Board board = new Board(System::nanoTime);
    private final Map<String, Consumer<Held>> routes = new ConcurrentHashMap<>();
    private final List<Thread> workers = new ArrayList<>();

    Crew(FeedSettings settings, Lookout lookout, MeterRegistry registry) {
        this.settings = settings;
        this.lookout = lookout;
        this.registry = registry;
        Gauge.builder("radiology.feed.in.flight", board, Board::inFlight)
                .description("Records that are dealt with now")
                .register(registry);
    }

    FeedSettings settings() {
        return settings;
    }

    /** Records of a topic go this way from now on. */
    synchronized void follow(String topic, Consumer<Held> route) {
        routes.put(topic, route);
        while (workers.size() < settings.inFlight()) {
            Thread worker = new Thread(this::work, "report-" + workers.size());
            worker.setDaemon(true);
            workers.add(worker);
            worker.start();
        }
    }

    PollLoop loop(String topic, Pulse pulse) {
        return new PollLoop(topic, settings, this::client, board, lookout, pulse);
    }

    void measure(String topic, List<Pulse> pulses) {
        gauge("radiology.feed.in.hand", "Records held, in flight and waiting", topic, pulses, Pulse::records);
        gauge("radiology.feed.in.hand.bytes", "The same in bytes", topic, pulses, Pulse::bytes);
        gauge("radiology.feed.lag", "Records that are not done, in Kafka and in hand", topic, pulses, Pulse::lag);
    }

    private void gauge(
            String name,
            String description,
            String topic,
            List<Pulse> pulses,
            java.util.function.ToLongFunction<Pulse> value) {
        Gauge.builder(name, () -> pulses.stream().mapToLong(value).sum())
                .description(description)
                .tag("topic", topic)
                .register(registry);
    }

    private void work() {
        try {
            Optional<Held> next = board.take();
            while (next.isPresent()) {
                Held held = next.get();
                routes.get(held.record().topic()).accept(held);
                next = board.take();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A record is at its end, or is attempted again. */
    void ended(Held held, Duration wait) {
        if (held.isFinished()) {
            held.slice().tracker().done(held.record().offset());
            board.done(held);
        } else {
            board.later(held, wait);
        }
    }

    private KafkaConsumer<String, byte[]> client() {
        Map<String, Object> options = new HashMap<>(settings.client());
        options.put("group.id", settings.groupId());
        options.put("enable.auto.commit", false);
        options.put("auto.offset.reset", "earliest");
        options.put("allow.auto.create.topics", false);
        options.put("partition.assignment.strategy", CooperativeStickyAssignor.class.getName());
        options.put("max.poll.records", settings.maxPollRecords());
        options.put(
                "max.poll.interval.ms",
                Math.toIntExact(settings.maxPollInterval().toMillis()));
        options.put(
                "session.timeout.ms", Math.toIntExact(settings.sessionTimeout().toMillis()));
        options.put(
                "heartbeat.interval.ms",
                Math.toIntExact(settings.sessionTimeout().toMillis() / 4));
        options.put("fetch.max.bytes", FETCH_BYTES);
        return new KafkaConsumer<>(options, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** Gives nothing out any more. */
    void rest() {
        board.close();
    }

    @Override
    public synchronized void close() {
        board.close();
        workers.forEach(Thread::interrupt);
    }
}
