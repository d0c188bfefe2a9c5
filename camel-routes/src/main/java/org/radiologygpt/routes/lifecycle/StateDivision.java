package org.radiologygpt.routes.lifecycle;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * By how many partitions keys are divided: a topic that was given more keeps its states where nobody looks for them any
 * more. Each record says by how many it was divided; records of before that header say nothing.
 */
record StateDivision(int partitions) {
    private static final String HEADER = "divided-by";
    private static final Duration POLL = Duration.ofMillis(100);

    void mark(Headers headers) {
        headers.add(HEADER, Integer.toString(partitions).getBytes(StandardCharsets.US_ASCII));
    }

    /** Whether a record lies where a key of it is looked for now. */
    boolean holds(ConsumerRecord<String, byte[]> record) {
        Header header = record.headers().lastHeader(HEADER);
        return header == null
                || Integer.toString(partitions).equals(new String(header.value(), StandardCharsets.US_ASCII));
    }

    /**
     * Looks at the last record of each partition.
     *
     * @throws StateException where one was divided otherwise, or the records do not come
     */
    void require(Consumer<String, byte[]> consumer, List<TopicPartition> all, Duration patience) {
        consumer.assign(all);
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(all, patience);
        Set<TopicPartition> asked = new HashSet<>();
        consumer.endOffsets(all, patience).forEach((partition, end) -> {
            boolean empty = begins.get(partition) >= end;
            consumer.seek(partition, empty ? end : end - 1);
            if (!empty) {
                asked.add(partition);
            }
        });
        long limit = System.nanoTime() + patience.toNanos();
        while (!asked.isEmpty()) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                if (!holds(record)) {
                    throw changed();
                }
                asked.remove(new TopicPartition(record.topic(), record.partition()));
            }
            if (System.nanoTime() > limit) {
                throw new StateException("the state topic gives no records");
            }
        }
    }

    static StateException changed() {
        return new StateException("the number of partitions of the state topic was changed: see docs/scaling.md");
    }
}
