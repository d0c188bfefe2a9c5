package org.radiologygpt.routes.lanes;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread of one Kafka client: fetches while there is room, hands records to the board, commits what is done. It never
 * waits for a record, so that the group always hears of it.
 */
final class PollLoop implements Runnable, ConsumerRebalanceListener {
    private static final Logger LOG = LoggerFactory.getLogger(PollLoop.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration AGAIN = Duration.ofSeconds(1);
    private static final long COMMIT_EVERY = Duration.ofMillis(200).toNanos();
    private static final long BEAT_EVERY = Duration.ofMillis(500).toNanos();

    private final String topic;
    private final FeedSettings settings;
    private final Supplier<Consumer<String, byte[]>> clients;
    private final Board board;
    private final Lookout lookout;
    private final Pulse pulse;
    private final Slice.Stock stock = new Slice.Stock();
    private final Map<TopicPartition, Slice> slices = new HashMap<>();
    private final Set<TopicPartition> held = new HashSet<>();
    private Consumer<String, byte[]> consumer;
    private long committedAt = System.nanoTime();
    private long beatAt = committedAt;
    private volatile boolean open = true;

    PollLoop(
            String topic,
            FeedSettings settings,
            Supplier<Consumer<String, byte[]>> clients,
            Board board,
            Lookout lookout,
            Pulse pulse) {
        this.topic = topic;
        this.settings = settings;
        this.clients = clients;
        this.board = board;
        this.lookout = lookout;
        this.pulse = pulse;
        pulse.holds(stock);
    }

    /** Lets what is in flight end, commits it, and ends. */
    void stop() {
        open = false;
    }

    @Override
    public void run() {
        while (open) {
            try (Consumer<String, byte[]> client = clients.get()) {
                consumer = client;
                client.subscribe(List.of(topic), this);
                while (open) {
                    turn();
                }
                onPartitionsRevoked(Set.copyOf(slices.keySet()));
            } catch (InterruptException e) {
                open = false;
            } catch (RuntimeException e) {
                LOG.warn("{} is not read: {}", topic, e.getClass().getSimpleName());
                LockSupport.parkNanos(AGAIN.toNanos());
            } finally {
                onPartitionsLost(Set.copyOf(slices.keySet()));
                pulse.stopped();
            }
        }
    }

    private void turn() {
        regulate();
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
            accept(record);
        }
        long now = System.nanoTime();
        if (now - committedAt >= COMMIT_EVERY) {
            commit();
            committedAt = now;
        }
        if (now - beatAt >= BEAT_EVERY) {
            pulse.beat(consumer, slices.values(), held);
            beatAt = now;
        }
    }

    private void accept(ConsumerRecord<String, byte[]> record) {
        Slice slice = slice(new TopicPartition(record.topic(), record.partition()), record.offset());
        slice.tracker().received(record.offset());
        board.add(new Held(record, sight(record), slice));
    }

    /** A topic that was made anew begins anew. */
    private Slice slice(TopicPartition partition, long offset) {
        if (!slices.get(partition).tracker().isBehind(offset)) {
            onPartitionsLost(Set.of(partition));
            slices.put(partition, new Slice(partition, stock));
        }
        return slices.get(partition);
    }

    /** What the lookout cannot bear is dealt with when its turn comes. */
    private Sight sight(ConsumerRecord<String, byte[]> record) {
        try {
            return lookout.seen(record);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            LOG.debug("a record is not looked at: {}", e.getClass().getName());
            return Sight.none();
        }
    }

    /** Fetches no more of what is full, until half of it is free. */
    private void regulate() {
        boolean full = stock.records() >= settings.inHand() || stock.bytes() >= settings.inHandBytes();
        boolean roomy = stock.records() <= settings.inHand() / 2 && stock.bytes() <= settings.inHandBytes() / 2;
        for (Slice slice : slices.values()) {
            TopicPartition partition = slice.partition();
            OptionalLong next = slice.tracker().next();
            int span = slice.tracker().span();
            if (next.isPresent() && !held.contains(partition) && (full || span >= settings.span())) {
                consumer.pause(Set.of(partition));
                held.add(partition);
                lookout.held(topic, partition.partition(), next.getAsLong());
            } else if (held.contains(partition) && roomy && span <= settings.span() / 2) {
                consumer.resume(Set.of(partition));
                held.remove(partition);
                lookout.flowing(topic, partition.partition());
            }
        }
    }

    private void commit() {
        Map<TopicPartition, OffsetAndMetadata> offsets = due(slices.keySet());
        if (!offsets.isEmpty()) {
            consumer.commitAsync(offsets, (done, failure) -> {
                if (failure == null) {
                    done.forEach(this::committed);
                } else {
                    LOG.debug(
                            "offsets are committed later: {}",
                            failure.getClass().getSimpleName());
                }
            });
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> due(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (TopicPartition partition : partitions) {
            Slice slice = slices.get(partition);
            OptionalLong offset =
                    slice == null ? OptionalLong.empty() : slice.tracker().committable();
            if (offset.isPresent() && offset.getAsLong() != slice.committed()) {
                offsets.put(partition, new OffsetAndMetadata(offset.getAsLong()));
            }
        }
        return offsets;
    }

    private void committed(TopicPartition partition, OffsetAndMetadata offset) {
        Slice slice = slices.get(partition);
        if (slice != null && offset.offset() > slice.committed()) {
            slice.committed(offset.offset());
            lookout.settled(topic, partition.partition(), offset.offset());
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> slices.put(partition, new Slice(partition, stock)));
        pulse.assigned();
    }

    /** Gives nothing more out of these partitions, lets what is in flight end for a while, and commits what has. */
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        Set<Slice> leaving = new HashSet<>();
        partitions.stream().filter(slices::containsKey).map(slices::get).forEach(leaving::add);
        leaving.forEach(board::withdraw);
        try {
            boolean ended = board.awaitIdle(leaving, settings.drain());
            if (!ended) {
                LOG.info("{}: records in flight come again at their partition's next engine", topic);
            }
            Map<TopicPartition, OffsetAndMetadata> offsets = due(partitions);
            if (!offsets.isEmpty()) {
                consumer.commitSync(offsets, settings.sessionTimeout());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RebalanceInProgressException e) {
            LOG.debug("offsets are committed in the next round");
        } catch (KafkaException e) {
            LOG.info(
                    "{}: offsets are not committed, records come again: {}",
                    topic,
                    e.getClass().getSimpleName());
        } finally {
            onPartitionsLost(partitions);
        }
    }

    /** Another engine has these partitions. */
    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            Slice slice = slices.remove(partition);
            if (slice != null) {
                board.withdraw(slice);
            }
            held.remove(partition);
            lookout.left(topic, partition.partition());
        }
    }
}
