package org.radiologygpt.routes.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.LongPredicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.radiologygpt.draft.ReportState;
import org.radiologygpt.report.ReportKey;

/** One partition of the state topic as a map, brought up to the end of the log before it answers. */
final class StatePartition implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final Consumer<String, byte[]> consumer;
    private final TopicPartition partition;
    private final Duration patience;
    private final Duration keep;
    /** In the order of their last change, oldest first. */
    private final Map<String, Kept> states = new LinkedHashMap<>();

    /**
     * One state.
     *
     * @param state empty where it cannot be read: that one report waits, and no other
     */
    private record Kept(Optional<ReportState> state, long at) {}

    /**
     * A map over one partition, empty until it is asked.
     *
     * @param patience longest wait without a record while there should be one
     * @param keep how long a state outlives its last change, as long as the topic keeps it
     */
    StatePartition(Consumer<String, byte[]> consumer, TopicPartition partition, Duration patience, Duration keep) {
        this.consumer = consumer;
        this.partition = partition;
        this.patience = patience;
        this.keep = keep;
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
    }

    synchronized ReportState read(String key) {
        catchUp();
        Kept kept = states.get(key);
        return kept == null
                ? ReportState.initial()
                : kept.state().orElseThrow(() -> new StateException("the stored state cannot be read"));
    }

    /** The drafts that nobody has reviewed. */
    synchronized List<OpenDraft> openDrafts() {
        catchUp();
        List<OpenDraft> open = new ArrayList<>();
        states.forEach((key, kept) -> {
            if (kept.state().orElseGet(ReportState::initial) instanceof ReportState.Drafted drafted) {
                Instant since = Instant.ofEpochMilli(kept.at());
                open.add(new OpenDraft(ReportKey.parse(key), drafted.draft().number(), since));
            }
        });
        return open;
    }

    /** The reports whose state is so, in this partition. */
    synchronized List<ReportKey> reports(BiPredicate<ReportKey, ReportState> wanted) {
        catchUp();
        return states.entrySet().stream()
                .filter(entry -> entry.getValue().state().isPresent())
                .filter(entry -> wanted.test(
                        ReportKey.parse(entry.getKey()), entry.getValue().state().get()))
                .map(entry -> ReportKey.parse(entry.getKey()))
                .toList();
    }

    private void catchUp() {
        try {
            long end = consumer.endOffsets(List.of(partition), patience).get(partition);
            if (consumer.position(partition, patience) > end) {
                // The topic was made anew: the client learns it by asking, and begins again.
                pollUntil(position -> position <= end);
            }
            pollUntil(position -> position >= end);
        } catch (KafkaException e) {
            throw new StateException(
                    "the state topic is not read: " + e.getClass().getSimpleName());
        }
    }

    private void pollUntil(LongPredicate there) {
        long last = System.nanoTime();
        while (!there.test(consumer.position(partition, patience))) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                apply(record);
                last = System.nanoTime();
            }
            if (System.nanoTime() - last > patience.toNanos()) {
                throw new StateException("the state topic gives no records");
            }
        }
    }

    private void apply(ConsumerRecord<String, byte[]> record) {
        states.remove(record.key());
        if (record.value() != null) {
            states.put(record.key(), new Kept(readable(record.value()), record.timestamp()));
        }
        long oldest = record.timestamp() - keep.toMillis();
        var eldest = states.values().iterator();
        while (eldest.hasNext() && eldest.next().at() < oldest) {
            eldest.remove();
        }
    }

    private static Optional<ReportState> readable(byte[] value) {
        try {
            return Optional.of(StateJson.read(value));
        } catch (StateException e) {
            return Optional.empty();
        }
    }

    @Override
    public synchronized void close() {
        consumer.close();
    }
}
