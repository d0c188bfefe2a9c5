package org.radiologygpt.routes.training;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** All that a topic holds now, read without a consumer group, so that no engine notices. */
final class WholeTopic {
    private static final Duration POLL = Duration.ofMillis(250);

    private WholeTopic() {}

    /**
     * Gives every record, those of one partition in order.
     *
     * @param client properties of the Kafka client: servers and security
     * @param patience longest wait for the next records
     * @throws TrainingException where Kafka does not answer, or the topic is not there
     */
    static void read(
            String topic, Map<String, ?> client, Duration patience, Consumer<ConsumerRecord<String, byte[]>> taker) {
        Map<String, Object> options = new HashMap<>(client);
        options.put("enable.auto.commit", false);
        options.put("allow.auto.create.topics", false);
        options.put("default.api.timeout.ms", (int) patience.toMillis());
        try (var consumer = new KafkaConsumer<>(options, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<PartitionInfo> found = consumer.partitionsFor(topic);
            if (found == null || found.isEmpty()) {
                throw new TrainingException("there is no topic " + topic);
            }
            List<TopicPartition> partitions = found.stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            toEnd(topic, consumer, consumer.endOffsets(partitions), patience, taker);
        } catch (KafkaException e) {
            throw new TrainingException("the topic " + topic + " cannot be read: "
                    + (e.getCause() == null ? e : e.getCause()).getClass().getSimpleName());
        }
    }

    private static void toEnd(
            String topic,
            KafkaConsumer<String, byte[]> consumer,
            Map<TopicPartition, Long> ends,
            Duration patience,
            Consumer<ConsumerRecord<String, byte[]>> taker) {
        long waited = 0;
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            var records = consumer.poll(POLL);
            records.forEach(taker);
            waited = records.isEmpty() ? waited + POLL.toMillis() : 0;
            if (waited > patience.toMillis()) {
                throw new TrainingException("no record of " + topic + " came in " + patience.toSeconds() + " s");
            }
        }
    }
}
