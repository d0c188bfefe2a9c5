package org.radiologygpt.routes.lanes;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;

/** One partition for as long as it is this consumer's. What ends after that is not committed. */
final class Slice {
    private final TopicPartition partition;
    private final Stock stock;
    private final OffsetTracker tracker = new OffsetTracker();
    private long committed = -1;
    private volatile boolean ours = true;

    /** What a consumer holds. */
    static final class Stock {
        private final AtomicInteger records = new AtomicInteger();
        private final AtomicLong bytes = new AtomicLong();

        int records() {
            return records.get();
        }

        long bytes() {
            return bytes.get();
        }

        private void add(int count, long size) {
            records.addAndGet(count);
            bytes.addAndGet(size);
        }
    }

    Slice(TopicPartition partition, Stock stock) {
        this.partition = partition;
        this.stock = stock;
    }

    TopicPartition partition() {
        return partition;
    }

    OffsetTracker tracker() {
        return tracker;
    }

    boolean isOurs() {
        return ours;
    }

    /** What ends from now on is not committed any more. */
    void giveAway() {
        ours = false;
    }

    void taken(long bytes) {
        stock.add(1, bytes);
    }

    void released(long bytes) {
        stock.add(-1, -bytes);
    }

    /** Offset that was committed last, -1 where none was. For the consumer's thread only. */
    long committed() {
        return committed;
    }

    void committed(long offset) {
        committed = offset;
    }
}
