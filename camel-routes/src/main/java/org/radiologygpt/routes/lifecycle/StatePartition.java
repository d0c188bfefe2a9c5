package org.radiologygpt.routes.lifecycle;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.LongPredicate;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.radiologygpt.draft.ReportState;
import org.radiologygpt.report.ReportKey;

/** One partition of the state topic as a map, brought up to the end of the log before it answers. */
final class StatePartition implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final long MOMENT = Duration.ofMillis(5).toNanos();

    private final Consumer<String, byte[]> consumer;
    private final TopicPartition partition;
    private final ToLongFunction<TopicPartition> ends;
    private final Duration patience;
    private final Duration keep;
    private final Clock clock;
    private final StateDivision division;
    private final CatchUp catchUp = new CatchUp(this::readOn);
    private final Object reading = new Object();
    /** In the order of their last change, oldest first; guarded by itself. */
    private final Map<String, Kept> states = new LinkedHashMap<>();

    private boolean dividedElse;
    private volatile long knownAt = System.nanoTime() - 2 * MOMENT;

    /**
     * One state.
     *
     * @param state empty where it cannot be read: that one report waits, and no other
     */
    private record Kept(Optional<ReportState> state, long at) {}

    /**
     * A map over one partition, empty until it is asked.
     *
     * @param ends where the log ends now
     * @param patience longest wait without a record while there should be one
     * @param keep how long a state outlives its last change, as long as the topic keeps it
     * @param clock where a record's time lies in the future, this one counts
     * @param division of the topic
     */
    StatePartition(
            Consumer<String, byte[]> consumer,
            TopicPartition partition,
            ToLongFunction<TopicPartition> ends,
            Duration patience,
            Duration keep,
            Clock clock,
            StateDivision division) {
        this.consumer = consumer;
        this.partition = partition;
        this.ends = ends;
        this.patience = patience;
        this.keep = keep;
        this.clock = clock;
        this.division = division;
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
    }

    ReportState read(String key) {
        catchUp.now();
        return known(key);
    }

    /** The same, as of a moment ago: for a state that was read just before. */
    ReportState recent(String key) {
        if (System.nanoTime() - knownAt > MOMENT) {
            catchUp.now();
        }
        return known(key);
    }

    private ReportState known(String key) {
        Kept kept;
        synchronized (states) {
            kept = states.get(key);
        }
        return kept == null
                ? ReportState.initial()
                : kept.state().orElseThrow(() -> new StateException("the stored state cannot be read"));
    }

    /** The drafts that nobody has reviewed. */
    List<OpenDraft> openDrafts() {
        catchUp.now();
        List<OpenDraft> open = new ArrayList<>();
        synchronized (states) {
            states.forEach((key, kept) -> {
                if (kept.state().orElseGet(ReportState::initial) instanceof ReportState.Drafted drafted) {
                    Instant since = Instant.ofEpochMilli(kept.at());
                    open.add(new OpenDraft(ReportKey.parse(key), drafted.draft().number(), since));
                }
            });
        }
        return open;
    }

    /** The reports whose state is so, in this partition. */
    List<ReportKey> reports(BiPredicate<ReportKey, ReportState> wanted) {
        catchUp.now();
        synchronized (states) {
            return states.entrySet().stream()
                    .filter(entry -> entry.getValue().state().isPresent())
                    .filter(entry -> wanted.test(
                            ReportKey.parse(entry.getKey()),
                            entry.getValue().state().get()))
                    .map(entry -> ReportKey.parse(entry.getKey()))
                    .toList();
        }
    }

    private void readOn() {
        synchronized (reading) {
            try {
                long asked = System.nanoTime();
                long end = ends.applyAsLong(partition);
                if (consumer.position(partition, patience) > end) {
                    // The topic was made anew: the client learns it by asking, and begins again.
                    pollUntil(position -> position <= end);
                }
                pollUntil(position -> position >= end);
                requireDivision();
                knownAt = asked;
            } catch (KafkaException e) {
                throw new StateException(
                        "the state topic is not read: " + e.getClass().getSimpleName());
            }
        }
    }

    private void requireDivision() {
        if (dividedElse) {
            throw StateDivision.changed();
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
        dividedElse |= !division.holds(record);
        long at = Math.min(record.timestamp(), clock.millis());
        synchronized (states) {
            states.remove(record.key());
            if (record.value() != null) {
                states.put(record.key(), new Kept(readable(record.value()), at));
            }
            long oldest = at - keep.toMillis();
            var eldest = states.values().iterator();
            while (eldest.hasNext() && eldest.next().at() < oldest) {
                eldest.remove();
            }
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
    public void close() {
        synchronized (reading) {
            consumer.close();
        }
    }
}
