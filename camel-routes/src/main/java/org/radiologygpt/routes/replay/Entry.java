package org.radiologygpt.routes.replay;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * One record that may be replayed, without its bytes.
 *
 * @param position where it is kept
 * @param timestamp milliseconds since 1970
 * @param key its key, or empty
 * @param reason typed reason, or empty for a record of an input topic
 * @param stage stage, or empty likewise
 * @param source the source header, or its own position likewise
 * @param omitted the bytes are at the origin only
 */
record Entry(
        Position position, long timestamp, String key, String reason, String stage, String source, boolean omitted) {

    /** A record of the error topic. */
    static Entry ofError(ConsumerRecord<String, byte[]> record) {
        return new Entry(
                position(record),
                record.timestamp(),
                Optional.ofNullable(record.key()).orElse(""),
                header(record, "reason"),
                header(record, "stage"),
                header(record, "source"),
                header(record, "omitted").equals("true"));
    }

    /** A record of an input topic: its own origin. */
    static Entry ofInput(ConsumerRecord<String, byte[]> record) {
        Position position = position(record);
        String key = Optional.ofNullable(record.key()).orElse("");
        return new Entry(position, record.timestamp(), key, "", "", position.toString(), false);
    }

    /** The record of an input topic that it is about; empty for what was refused to its sender. */
    Optional<Position> origin() {
        return Position.parse(source);
    }

    static Position position(ConsumerRecord<String, byte[]> record) {
        return new Position(record.topic(), record.partition(), record.offset());
    }

    static String header(ConsumerRecord<String, byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
