package org.radiologygpt.routes.lifecycle;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.radiologygpt.report.ReportKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A radiologist's report that waits in line ends the draft of its preliminary report at once. The consumers that draft show
 * what they hold; where they are full, this reads on beyond. It only ever makes that happen earlier; the report itself is
 * dealt with when its turn comes, also where this thread is late or dead.
 */
public final class Lookahead implements Ahead, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Lookahead.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Map<String, Object> client;
    private final Function<ConsumerRecord<String, byte[]>, Optional<Closing>> reader;
    private final Consumer<Closing> early;
    private final Clock clock;
    private final Map<TopicPartition, Watch> watches = new ConcurrentHashMap<>();
    private final ClosingsAhead ahead = new ClosingsAhead();
    private final Queue<Closing> undone = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private volatile boolean open = true;
    private long tryAgainAt;

    private Lookahead(
            Map<String, ?> client,
            Function<ConsumerRecord<String, byte[]>, Optional<Closing>> reader,
            Consumer<Closing> early,
            Clock clock) {
        this.client = Map.copyOf(client);
        this.reader = reader;
        this.early = early;
        this.clock = clock;
        thread = new Thread(this::run, "lookahead");
        thread.setDaemon(true);
    }

    /**
     * Starts to look.
     *
     * @param client properties of the Kafka client: servers and security
     * @param reader the closing report in a record, if it is one
     * @param early is told of each, on the looking thread; told again where it throws
     */
    public static Lookahead start(
            Map<String, ?> client,
            Function<ConsumerRecord<String, byte[]>, Optional<Closing>> reader,
            Consumer<Closing> early,
            Clock clock) {
        Lookahead started = new Lookahead(client, reader, early, clock);
        started.thread.start();
        return started;
    }

    @Override
    public void seen(Closing closing) {
        ahead.add(closing);
        undone.add(closing);
    }

    @Override
    public void passed(String topic, int partition, long offset) {
        ahead.passed(feed(topic, partition), offset);
    }

    @Override
    public void settled(String topic, int partition, long offset) {
        ahead.settled(feed(topic, partition), offset);
    }

    @Override
    public void beyond(String topic, int partition, long offset) {
        watches.computeIfAbsent(new TopicPartition(topic, partition), none -> new Watch())
                .begin(offset);
    }

    @Override
    public void near(String topic, int partition) {
        Optional.ofNullable(watches.get(new TopicPartition(topic, partition))).ifPresent(Watch::rest);
    }

    @Override
    public void left(String topic, int partition) {
        watches.remove(new TopicPartition(topic, partition));
        ahead.left(feed(topic, partition));
    }

    @Override
    public List<Closing> closings(ReportKey key) {
        return ahead.closings(key);
    }

    private static String feed(String topic, int partition) {
        return topic + "-" + partition;
    }

    private void run() {
        while (open) {
            Map<String, Object> options = new HashMap<>(client);
            options.put("enable.auto.commit", false);
            options.put("auto.offset.reset", "earliest");
            options.put("allow.auto.create.topics", false);
            try (var consumer = new KafkaConsumer<>(options, new StringDeserializer(), new ByteArrayDeserializer())) {
                Map<TopicPartition, Watch> followed = new HashMap<>();
                while (open) {
                    follow(consumer, followed);
                    look(consumer, followed);
                    act();
                }
            } catch (RuntimeException e) {
                LOG.warn("looking ahead begins anew: {}", e.getClass().getSimpleName());
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    /** Reads on from where it was told, or where it has come to; a topic that was made anew has a new watch. */
    private void follow(KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, Watch> followed) {
        Map<TopicPartition, Watch> wanted = new HashMap<>(watches);
        wanted.values().removeIf(watch -> !watch.isOn());
        if (!followed.keySet().equals(wanted.keySet())) {
            consumer.assign(wanted.keySet());
        }
        wanted.forEach((at, watch) -> {
            boolean astray = watch.takeAstray();
            if (astray || followed.get(at) != watch) {
                consumer.seek(at, watch.next());
            }
        });
        followed.clear();
        followed.putAll(wanted);
    }

    /** A client without partitions refuses to be asked. */
    private void look(KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, Watch> followed) {
        if (consumer.assignment().isEmpty()) {
            LockSupport.parkNanos(POLL.toNanos());
        } else {
            consumer.poll(POLL)
                    .forEach(record ->
                            see(record, followed.get(new TopicPartition(record.topic(), record.partition()))));
        }
    }

    /** What was fetched of a partition that was given away meanwhile is another engine's. */
    private void see(ConsumerRecord<String, byte[]> record, Watch watch) {
        boolean ours = watches.get(new TopicPartition(record.topic(), record.partition())) == watch;
        if (ours && watch.sees(record.offset())) {
            closing(record).ifPresent(this::seen);
        }
    }

    /** What cannot be read is dealt with when its turn comes. */
    private Optional<Closing> closing(ConsumerRecord<String, byte[]> record) {
        try {
            return reader.apply(record);
        } catch (RuntimeException | StackOverflowError e) {
            return Optional.empty();
        }
    }

    private void act() {
        if (clock.millis() < tryAgainAt) {
            return;
        }
        while (!undone.isEmpty() && open) {
            try {
                Closing next = undone.peek();
                if (ahead.isAhead(next)) {
                    early.accept(next);
                }
                undone.remove();
            } catch (RuntimeException e) {
                LOG.warn("a draft is not taken back yet: {}", e.getClass().getSimpleName());
                undone.add(undone.remove());
                tryAgainAt = clock.millis() + PAUSE.toMillis();
                return;
            }
        }
    }

    /** Stops looking. */
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
