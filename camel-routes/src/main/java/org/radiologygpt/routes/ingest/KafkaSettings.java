package org.radiologygpt.routes.ingest;

import java.time.Duration;
import java.util.Map;

/**
 * How the routes speak to Kafka.
 *
 * @param bootstrapServers as {@code kafka-1:9092,kafka-2:9092}
 * @param groupId consumer group; all engines of one installation share it
 * @param consumers consumers of each input topic in this process; more than partitions are idle
 * @param maxPollRecords records fetched at once by a consumer
 * @param maxPollInterval longest time between two polls before the group gives the partitions away
 * @param sessionTimeout time after which the group gives away the partitions of an engine that died
 * @param maxMessageBytes largest record the topics take
 * @param properties further properties of the Kafka client, as for TLS and SASL
 */
public record KafkaSettings(
        String bootstrapServers,
        String groupId,
        int consumers,
        int maxPollRecords,
        Duration maxPollInterval,
        Duration sessionTimeout,
        int maxMessageBytes,
        Map<String, String> properties) {
    public KafkaSettings {
        properties = Map.copyOf(properties);
    }

    /** Names only: a property may be a password. */
    @Override
    public String toString() {
        return bootstrapServers + " as " + groupId + " with " + properties.keySet();
    }
}
