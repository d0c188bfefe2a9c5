package org.radiologygpt.trainer.rollout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Each change of the version in use, one JSON object a line, as a stack: a new version lies on the one it came instead of,
 * and going back to one takes off all above it. A line is on the disk before the pointer moves; of a change that was cut off
 * in between the next line's {@code instead}, or the pointer, tells that it did not come.
 */
record History(Path file) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String VERSION = "version";
    private static final String INSTEAD = "instead";

    void add(int version, Optional<Integer> instead, String what, String by, Instant at) throws IOException {
        ObjectNode line = JSON.createObjectNode().put(VERSION, version);
        instead.ifPresent(old -> line.put(INSTEAD, old));
        line.put("what", what).put("by", by).put("at", at.toString());
        String begun = Files.exists(file) && !Files.readString(file).endsWith("\n") ? "\n" : "";
        Files.writeString(file, begun + line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        Forced.file(file);
    }

    /** Whether a version was brought into use at any time. */
    boolean knows(int version) throws IOException {
        return lines().stream().anyMatch(line -> line.path(VERSION).asInt() == version);
    }

    /** The version below the one in use. */
    Optional<Integer> before(Optional<Integer> now) throws IOException {
        Deque<Integer> used = new ArrayDeque<>();
        for (JsonNode line : lines()) {
            if (line.has(INSTEAD)) {
                top(used, line.path(INSTEAD).asInt());
            }
            top(used, line.path(VERSION).asInt());
        }
        if (now.isPresent()) {
            top(used, now.get());
            used.pop();
        }
        return Optional.ofNullable(used.peek());
    }

    private static void top(Deque<Integer> used, int version) {
        if (used.contains(version)) {
            while (used.peek() != version) {
                used.pop();
            }
        } else {
            used.push(version);
        }
    }

    /** A line that the end of a process cut off is of a change that did not come. */
    private List<JsonNode> lines() throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        if (!Files.exists(file)) {
            return lines;
        }
        for (String line : Files.readAllLines(file)) {
            try {
                lines.add(JSON.readTree(line));
            } catch (JsonProcessingException e) {
                continue;
            }
        }
        lines.removeIf(line -> !line.path(VERSION).isInt());
        return lines;
    }
}
