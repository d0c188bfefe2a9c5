package org.radiologygpt.routes.lanes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record in hand. */
final class Held {
    private final ConsumerRecord<String, byte[]> record;
    private final Sight sight;
    private final Slice slice;
    private final long receivedAt = System.nanoTime();
    private volatile boolean finished;
    private Optional<Object> progress = Optional.empty();
    private int attempts;
    private long sequence;

    Held(ConsumerRecord<String, byte[]> record, Sight sight, Slice slice) {
        this.record = record;
        this.sight = sight;
        this.slice = slice;
    }

    ConsumerRecord<String, byte[]> record() {
        return record;
    }

    /** When it came, by {@code System.nanoTime()}. */
    long receivedAt() {
        return receivedAt;
    }

    Sight sight() {
        return sight;
    }

    Slice slice() {
        return slice;
    }

    /** Within each of these its partition's records keep their order; one that has neither keeps it with its like. */
    List<Lane> lanes() {
        List<Lane> lanes = new ArrayList<>(2);
        if (record.key() != null) {
            lanes.add(new Lane(slice.partition(), "key", record.key()));
        }
        sight.report().ifPresent(report -> lanes.add(new Lane(slice.partition(), "report", report)));
        if (lanes.isEmpty()) {
            lanes.add(new Lane(slice.partition(), "none", ""));
        }
        return lanes;
    }

    long bytes() {
        return record.value() == null ? 0 : record.value().length;
    }

    void finish() {
        finished = true;
    }

    /** Whether the route said that its outcome is stored. */
    boolean isFinished() {
        return finished;
    }

    /** How far the route came, kept for the next attempt. */
    Optional<Object> progress() {
        return progress;
    }

    void progress(Object how) {
        progress = Optional.ofNullable(how);
    }

    int attempted() {
        attempts++;
        return attempts;
    }

    /** The place in the order in which records came. */
    long sequence() {
        return sequence;
    }

    void sequence(long place) {
        sequence = place;
    }
}
