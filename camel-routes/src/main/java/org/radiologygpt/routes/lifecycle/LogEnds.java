package org.radiologygpt.routes.lifecycle;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Where a topic's partitions end, asked over a connection of its own: a broker answers one request of a connection after
 * another, and behind a fetch that waits for records a question waits as long. Thread-safe.
 */
final class LogEnds implements AutoCloseable {
    private final Consumer<String, byte[]> consumer;
    private final List<TopicPartition> partitions;
    private final Duration patience;
    private final CatchUp catchUp = new CatchUp(this::ask);
    private volatile Map<TopicPartition, Long> ends = Map.of();

    LogEnds(Consumer<String, byte[]> consumer, List<TopicPartition> partitions, Duration patience) {
        this.consumer = consumer;
        this.partitions = List.copyOf(partitions);
        this.patience = patience;
    }

    /** Where a partition ends now. */
    long now(TopicPartition partition) {
        catchUp.now();
        return ends.get(partition);
    }

    private synchronized void ask() {
        try {
            ends = consumer.endOffsets(partitions, patience);
        } catch (KafkaException e) {
            throw new StateException(
                    "the state topic is not read: " + e.getClass().getSimpleName());
        }
    }

    @Override
    public synchronized void close() {
        consumer.close();
    }
}
