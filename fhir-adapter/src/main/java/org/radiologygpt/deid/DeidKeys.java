package org.radiologygpt.deid;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The keys of a hospital, oldest first: new work uses the newest, older ones reproduce what was made under them.
 *
 * <p>As a file: one key a line, {@code id:secret} or the secret alone, {@code #} for comments; a new key is appended. A file
 * that is no text is one key.
 */
public final class DeidKeys {
    private final List<DeidKey> keys;

    private DeidKeys(List<DeidKey> keys) {
        this.keys = List.copyOf(keys);
    }

    /**
     * Reads keys.
     *
     * @throws IllegalArgumentException where there is none, one is too weak, or an id occurs twice; never quotes them
     */
    public static DeidKeys of(byte[] bytes) {
        Optional<String> text = text(bytes);
        if (text.isEmpty()) {
            return new DeidKeys(List.of(DeidKey.of(bytes)));
        }
        List<DeidKey> keys = new ArrayList<>();
        text.get().lines().map(String::strip).filter(DeidKeys::isKey).forEach(line -> keys.add(key(line)));
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("no key in it");
        }
        if (keys.stream().map(DeidKey::id).distinct().count() < keys.size()) {
            throw new IllegalArgumentException("a key's id occurs twice");
        }
        return new DeidKeys(keys);
    }

    /** The one for new work. */
    public DeidKey newest() {
        return keys.get(keys.size() - 1);
    }

    /** An older one, to reproduce what was made under it. */
    public Optional<DeidKey> named(String id) {
        return keys.stream().filter(key -> key.id().equals(id)).findFirst();
    }

    /** Ids, oldest first. */
    public List<String> ids() {
        return keys.stream().map(DeidKey::id).toList();
    }

    private static boolean isKey(String line) {
        return !line.isEmpty() && !line.startsWith("#");
    }

    private static DeidKey key(String line) {
        int colon = line.indexOf(':');
        byte[] secret = line.substring(colon + 1).strip().getBytes(StandardCharsets.UTF_8);
        return colon < 0
                ? DeidKey.of(secret)
                : DeidKey.of(line.substring(0, colon).strip(), secret);
    }

    private static Optional<String> text(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            boolean printable =
                    text.chars().allMatch(c -> c >= ' ' && c != 0x7f || c == '\n' || c == '\r' || c == '\t');
            return printable ? Optional.of(text) : Optional.empty();
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** Their ids only. */
    @Override
    public String toString() {
        return "DeidKeys" + ids();
    }
}
