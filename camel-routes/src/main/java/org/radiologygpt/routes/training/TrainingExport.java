package org.radiologygpt.routes.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What the training topic holds now, as JSON lines: the newest pair of each report, oldest first, so that the place of a line
 * tells its place in time, which the moved dates in it do not. A report taken back is {@code {"id":…,"withdrawn":true}}.
 * Holds the pairs in memory.
 */
public final class TrainingExport {
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
        Map<String, ConsumerRecord<String, byte[]>> newest = new HashMap<>();
        WholeTopic.read(topic, client, patience, pair -> newest.put(pair.key(), pair));
        List<byte[]> lines = newest.values().stream()
                .sorted(Comparator.comparingLong((ConsumerRecord<String, byte[]> pair) -> pair.timestamp())
                        .thenComparing(ConsumerRecord::partition)
                        .thenComparing(ConsumerRecord::offset))
                .map(TrainingExport::line)
                .toList();
        LineFile.write(file, lines);
        return lines.size();
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
}
