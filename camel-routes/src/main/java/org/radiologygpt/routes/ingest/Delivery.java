package org.radiologygpt.routes.ingest;

import java.time.Instant;

/**
 * One record as it came from Kafka.
 *
 * @param topic topic
 * @param partition partition
 * @param offset offset: with topic and partition it names the record for ever
 * @param time when it came to Kafka
 * @param key key of the record, or empty
 * @param bytes the message as received; empty for a tombstone
 */
record Delivery(String topic, int partition, long offset, Instant time, String key, byte[] bytes) {

    /** {@code topic-partition-offset}. */
    String id() {
        return topic + "-" + partition + "-" + offset;
    }
}
