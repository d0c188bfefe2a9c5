package org.radiologygpt.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Synthetic radiology ORU^R01 of 1.5 to 3 kB, one for each way in which text arrives. All are of a kind that the
 * converter reads whole: what it would lose it would not have to work for.
 */
final class Messages {
    private static final List<String> NAMES =
            List.of("one-obx-per-line", "headings-ct", "section-suffix", "loinc-sections", "repetitions", "long-ct");

    private Messages() {}

    /** The bytes of all messages, in one order for everyone. */
    static List<byte[]> all() {
        return NAMES.stream().map(Messages::bytes).toList();
    }

    /** The messages by the name of their shape. */
    static Map<String, byte[]> byName() {
        return NAMES.stream().collect(Collectors.toMap(Function.identity(), Messages::bytes));
    }

    /** {@code 6 messages of 1558-2987 bytes}. */
    static String described() {
        List<Integer> sizes =
                all().stream().map(message -> message.length).sorted().toList();
        return "%d messages of %,d-%,d bytes".formatted(sizes.size(), sizes.get(0), sizes.get(sizes.size() - 1));
    }

    private static byte[] bytes(String name) {
        try (InputStream in = Messages.class.getResourceAsStream(name + ".hl7")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.replace('\n', '\r').getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
