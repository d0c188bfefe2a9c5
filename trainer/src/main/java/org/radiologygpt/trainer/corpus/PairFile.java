package org.radiologygpt.trainer.corpus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Pairs as JSON lines: one object a line, UTF-8, blank lines allowed. Reading streams and ignores fields it does not
 * know; {@code patient}, {@code source}, {@code time} and {@code aiInfluenced} may be absent, the others may not.
 */
public final class PairFile {
    private static final JsonMapper JSON = new JsonMapper();

    private PairFile() {}

    /**
     * The pairs of a file, read lazily; close the stream.
     *
     * @throws PairFormatException while reading, at the first line that is not a pair
     */
    public static Stream<Pair> read(Path file) throws IOException {
        AtomicLong line = new AtomicLong();
        return Files.lines(file, StandardCharsets.UTF_8)
                .map(text -> new NumberedLine(line.incrementAndGet(), text))
                .filter(numbered -> !numbered.text().isBlank())
                .map(numbered -> parse(file, numbered));
    }

    /** Writes all pairs, replacing the file at the end; returns how many. */
    public static long write(Path file, Stream<Pair> pairs) throws IOException {
        return writeLines(file, pairs.map(PairFile::toJson));
    }

    /** Writes JSON objects, one a line: for pairs that carry fields beyond the contract. */
    public static long writeLines(Path file, Stream<ObjectNode> objects) throws IOException {
        try (OwnersFile owners = OwnersFile.create(file)) {
            long count = writeTo(owners.partial(), objects);
            owners.commit();
            return count;
        }
    }

    /** Writes all pairs into a file that is not in its place yet; returns how many. */
    public static long writeInto(OwnersFile file, Stream<Pair> pairs) throws IOException {
        return writeTo(file.partial(), pairs.map(PairFile::toJson));
    }

    private static long writeTo(Path file, Stream<ObjectNode> objects) throws IOException {
        AtomicLong count = new AtomicLong();
        try (BufferedWriter writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            objects.forEachOrdered(object -> {
                writeLine(writer, object);
                count.incrementAndGet();
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return count.get();
    }

    /** The contract's JSON object of a pair. */
    public static ObjectNode toJson(Pair pair) {
        return JSON.createObjectNode()
                .put("id", pair.id())
                .put("patient", pair.patient())
                .put("source", pair.source())
                .put("time", pair.time())
                .put("findings", pair.findings())
                .put("impression", pair.impression())
                .put("aiInfluenced", pair.aiInfluenced());
    }

    private static void writeLine(BufferedWriter writer, ObjectNode object) {
        try {
            writer.write(JSON.writeValueAsString(object));
            writer.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Pair parse(Path file, NumberedLine line) {
        JsonNode node = tree(file, line);
        return new Pair(
                required(file, line, node, "id"),
                optional(file, line, node, "patient"),
                optional(file, line, node, "source"),
                optional(file, line, node, "time"),
                required(file, line, node, "findings"),
                required(file, line, node, "impression"),
                flag(file, line, node, "aiInfluenced"));
    }

    /** The library's own message quotes the line, so it is dropped. */
    private static JsonNode tree(Path file, NumberedLine line) {
        JsonNode node;
        try {
            node = JSON.readTree(line.text());
        } catch (JsonProcessingException e) {
            throw new PairFormatException(file, line.number(), "not JSON");
        }
        if (!node.isObject()) {
            throw new PairFormatException(file, line.number(), "not a JSON object");
        }
        return node;
    }

    private static String required(Path file, NumberedLine line, JsonNode node, String field) {
        String text = optional(file, line, node, field);
        if (text.isBlank()) {
            throw new PairFormatException(file, line.number(), "field " + field + " is missing or blank");
        }
        return text;
    }

    private static String optional(Path file, NumberedLine line, JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (!value.isTextual()) {
            throw new PairFormatException(file, line.number(), "field " + field + " is not a string");
        }
        return value.textValue();
    }

    private static boolean flag(Path file, NumberedLine line, JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw new PairFormatException(file, line.number(), "field " + field + " is not true or false");
        }
        return value.asBoolean(false);
    }

    private record NumberedLine(long number, String text) {}
}
