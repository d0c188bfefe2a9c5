package org.radiologygpt.routes.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * What the training topic holds now, as JSON lines: the newest pair of each report, oldest first, so that the place of a line
 * tells its place in time, which the moved dates in it do not. A report taken back is {@code {"id":…,"withdrawn":true}}.
 * Holds the pairs in memory.
 */
public final class TrainingExport {
    private static final Duration POLL = Duration.ofMillis(250);
    private static final ObjectMapper JSON = new ObjectMapper();

    private TrainingExport() {}

    /**
     * Reads the topic to its end and replaces the file, which its owner alone may read.
     *
     * @param client properties of the Kafka client: servers and security
     * @param patience longest wait for the next records
     * @return lines written
     * @throws TrainingException where Kafka does not answer, or the topic is not there
     */
    public static long write(String topic, Map<String, ?> client, Duration patience, Path file) throws IOException {
        Collection<ConsumerRecord<String, byte[]>> newest = newest(topic, client, patience);
        Path folder = file.toAbsolutePath().getParent();
        Path partial = Files.createTempFile(folder, "." + file.getFileName() + ".", ".partial", ownersOnly(folder));
        try {
            try (OutputStream out = Files.newOutputStream(partial)) {
                for (ConsumerRecord<String, byte[]> pair : oldestFirst(newest)) {
                    out.write(line(pair));
                    out.write('\n');
                }
            }
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(partial);
        }
        return newest.size();
    }

    private static Collection<ConsumerRecord<String, byte[]>> newest(
            String topic, Map<String, ?> client, Duration patience) {
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
            return toEnd(consumer, consumer.endOffsets(partitions), patience);
        } catch (KafkaException e) {
            throw new TrainingException("the training topic cannot be read: "
                    + (e.getCause() == null ? e : e.getCause()).getClass().getSimpleName());
        }
    }

    private static Collection<ConsumerRecord<String, byte[]>> toEnd(
            KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, Long> ends, Duration patience) {
        Map<String, ConsumerRecord<String, byte[]>> newest = new HashMap<>();
        long waited = 0;
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            var records = consumer.poll(POLL);
            records.forEach(pair -> newest.put(pair.key(), pair));
            waited = records.isEmpty() ? waited + POLL.toMillis() : 0;
            if (waited > patience.toMillis()) {
                throw new TrainingException("no record of the training topic came in " + patience.toSeconds() + " s");
            }
        }
        return newest.values();
    }

    private static List<ConsumerRecord<String, byte[]>> oldestFirst(Collection<ConsumerRecord<String, byte[]>> pairs) {
        return pairs.stream()
                .sorted(Comparator.comparingLong((ConsumerRecord<String, byte[]> pair) -> pair.timestamp())
                        .thenComparing(ConsumerRecord::partition)
                        .thenComparing(ConsumerRecord::offset))
                .toList();
    }

    private static byte[] line(ConsumerRecord<String, byte[]> pair) {
        return pair.value() != null
                ? pair.value()
                : JSON.createObjectNode()
                        .put("id", pair.key())
                        .put("withdrawn", true)
                        .toString()
                        .getBytes(StandardCharsets.UTF_8);
    }

    private static FileAttribute<?>[] ownersOnly(Path folder) throws IOException {
        return Files.getFileStore(folder).supportsFileAttributeView("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
