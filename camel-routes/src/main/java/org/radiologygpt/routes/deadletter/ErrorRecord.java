package org.radiologygpt.routes.deadletter;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One record of {@code radiology.errors}.
 *
 * @param value the original bytes; empty where the topic cannot take them
 * @param headers {@code reason}, {@code stage}, {@code source}, {@code attempts}, {@code detail}, {@code sha256} and
 *     {@code bytes} (length of the original); none holds content of the message
 */
public record ErrorRecord(byte[] value, Map<String, String> headers) {
    public ErrorRecord {
        headers = Map.copyOf(headers);
    }

    /**
     * The record for a failed message.
     *
     * @param original bytes as received
     * @param source topic, partition and offset it came from
     * @param attempts how often it was tried
     */
    public static ErrorRecord of(byte[] original, Failure failure, String source, int attempts) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("reason", failure.reason());
        headers.put("stage", failure.stage().code());
        headers.put("source", source);
        headers.put("attempts", Integer.toString(attempts));
        headers.put("detail", failure.detail());
        headers.put("sha256", sha256(original));
        headers.put("bytes", Integer.toString(original.length));
        return new ErrorRecord(original, headers);
    }

    /** The same without the bytes, where they are larger than the topic takes; the source topic still has them. */
    public ErrorRecord withoutBytes() {
        Map<String, String> marked = new LinkedHashMap<>(headers);
        marked.put("omitted", "true");
        return new ErrorRecord(new byte[0], marked);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
