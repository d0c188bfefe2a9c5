package org.radiologygpt.routes.replay;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.radiologygpt.routes.ingest.KafkaSettings;

/** Reads stretches of topics without a consumer group, so that no engine notices. Not thread-safe. */
final class TopicReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final int EMPTY_POLLS = 120;

    private final KafkaConsumer<String, byte[]> consumer;

    /** Offsets from the first to before the last. */
    record Stretch(long from, long end) {}

    private TopicReader(KafkaConsumer<String, byte[]> consumer) {
        this.consumer = consumer;
    }

    static TopicReader open(KafkaSettings settings) {
        Map<String, Object> options = new HashMap<>(settings.properties());
        options.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        options.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        options.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return new TopicReader(new KafkaConsumer<>(options, new StringDeserializer(), new ByteArrayDeserializer()));
    }

    List<TopicPartition> partitions(String topic) {
        List<PartitionInfo> partitions = consumer.partitionsFor(topic);
        if (partitions == null || partitions.isEmpty()) {
            throw new TimeoutException("topic " + topic + " is not there");
        }
        return partitions.stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .sorted((a, b) -> Integer.compare(a.partition(), b.partition()))
                .toList();
    }

    /** What a partition holds now. */
    Stretch now(TopicPartition partition) {
        List<TopicPartition> one = List.of(partition);
        return new Stretch(
                consumer.beginningOffsets(one).get(partition),
                consumer.endOffsets(one).get(partition));
    }

    /** First offset with this time stamp or a later one, or the end. */
    long offsetAt(TopicPartition partition, long timestamp) {
        OffsetAndTimestamp found =
                consumer.offsetsForTimes(Map.of(partition, timestamp)).get(partition);
        return found == null ? now(partition).end() : found.offset();
    }

    /** Gives the records of a stretch in order. */
    void read(TopicPartition partition, Stretch stretch, Consumer<ConsumerRecord<String, byte[]>> taker) {
        consumer.assign(List.of(partition));
        consumer.seek(partition, stretch.from());
        int empty = 0;
        while (consumer.position(partition) < stretch.end()) {
            var records = consumer.poll(POLL).records(partition);
            records.stream().filter(record -> record.offset() < stretch.end()).forEach(taker);
            empty = records.isEmpty() ? empty + 1 : 0;
            if (empty > EMPTY_POLLS) {
                throw new TimeoutException("no record of " + partition + " came");
            }
        }
    }

    /** The bytes of one record; empty where it is gone. */
    Optional<byte[]> value(Position position) {
        TopicPartition partition = position.topicPartition();
        Stretch now = now(partition);
        if (position.offset() < now.from() || position.offset() >= now.end()) {
            return Optional.empty();
        }
        byte[][] found = new byte[1][];
        read(partition, new Stretch(position.offset(), position.offset() + 1), record -> found[0] = record.value());
        return Optional.ofNullable(found[0]);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
