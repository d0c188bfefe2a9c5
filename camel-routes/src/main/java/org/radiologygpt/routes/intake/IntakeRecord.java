package org.radiologygpt.routes.intake;

import java.util.Map;

/**
 * One record to store.
 *
 * @param topic topic
 * @param key {@code source|accession}, or empty where none is known
 * @param value bytes as received
 * @param headers typed codes only, never content of the message
 */
public record IntakeRecord(String topic, String key, byte[] value, Map<String, String> headers) {
    public IntakeRecord {
        headers = Map.copyOf(headers);
    }

    /** A received message. */
    public static IntakeRecord of(String topic, String key, byte[] value) {
        return new IntakeRecord(topic, key, value, Map.of());
    }
}
