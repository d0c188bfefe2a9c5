package org.radiologygpt.routes.replay;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.radiologygpt.routes.replay.TopicReader.Stretch;

/** What the input topics know of the records that are meant: whether they are still there, and what was replayed. */
final class Origins {
    static final String REPLAYED_FROM = "replayed-from";
    static final String REPLAY_ATTEMPTS = "replay-attempts";

    private final Set<Position> wanted = new HashSet<>();
    private final Map<Position, Origin> found = new HashMap<>();
    private final Set<String> replayed = new HashSet<>();

    /**
     * A record of an input topic.
     *
     * @param key its key, or empty
     * @param attempts how often its message was replayed to get here
     */
    record Origin(String key, int attempts) {}

    private Origins() {}

    /** Reads each input topic once, from the first record that matters to its end. */
    static Origins of(Collection<Entry> entries, Set<String> inputs, TopicReader reader) {
        Origins origins = new Origins();
        entries.forEach(entry -> entry.origin().ifPresent(origins.wanted::add));
        Set<String> topics = new TreeSet<>();
        origins.wanted.forEach(position -> topics.add(position.topic()));
        topics.retainAll(inputs);
        long first = entries.stream().mapToLong(Entry::timestamp).min().orElse(0);
        topics.forEach(topic -> reader.partitions(topic).forEach(partition -> origins.read(partition, first, reader)));
        return origins;
    }

    private void read(TopicPartition partition, long firstTimestamp, TopicReader reader) {
        Stretch now = reader.now(partition);
        long firstWanted = wanted.stream()
                .filter(position -> position.topicPartition().equals(partition))
                .mapToLong(Position::offset)
                .min()
                .orElse(Long.MAX_VALUE);
        long from = Math.max(now.from(), Math.min(firstWanted, reader.offsetAt(partition, firstTimestamp)));
        if (from < now.end()) {
            reader.read(partition, new Stretch(from, now.end()), this::seen);
        }
    }

    private void seen(ConsumerRecord<String, byte[]> record) {
        String mark = Entry.header(record, REPLAYED_FROM);
        if (!mark.isEmpty()) {
            replayed.add(mark);
        }
        Position position = Entry.position(record);
        if (wanted.contains(position)) {
            String key = Optional.ofNullable(record.key()).orElse("");
            found.put(position, new Origin(key, attempts(Entry.header(record, REPLAY_ATTEMPTS))));
        }
    }

    Optional<Origin> at(Position position) {
        return Optional.ofNullable(found.get(position));
    }

    boolean wasReplayed(Entry entry) {
        return replayed.contains(entry.position().toString());
    }

    private static int attempts(String header) {
        return header.matches("\\d{1,6}") ? Integer.parseInt(header) : 0;
    }
}
