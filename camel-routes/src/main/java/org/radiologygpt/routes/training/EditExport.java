package org.radiologygpt.routes.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How far signed reports are from their drafts, as JSON lines without text, name or number of a report: week, site, model,
 * adapter and the figures. From the outcome topic; the first signature after a draft counts, not its corrections.
 */
public final class EditExport {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String UNKNOWN = "unknown";

    private final Map<String, JsonNode> drafted = new HashMap<>();
    private final Map<String, JsonNode> signed = new LinkedHashMap<>();

    private EditExport() {}

    /**
     * Reads the topic to its end and replaces the file, which its owner alone may read.
     *
     * @param client properties of the Kafka client: servers and security
     * @param patience longest wait for the next records
     * @return lines written
     * @throws TrainingException where Kafka does not answer, or the topic is not there
     */
    public static long write(String topic, Map<String, ?> client, Duration patience, Path file) throws IOException {
        EditExport export = new EditExport();
        WholeTopic.read(topic, client, patience, outcome -> export.add(outcome.value()));
        List<ObjectNode> lines = export.signed.values().stream()
                .map(export::line)
                .sorted(Comparator.comparing(line -> line.path("week").asText()))
                .toList();
        LineFile.write(
                file,
                lines.stream()
                        .map(line -> line.toString().getBytes(StandardCharsets.UTF_8))
                        .toList());
        return lines.size();
    }

    /** What is no outcome of ours is passed over. */
    private void add(byte[] value) {
        JsonNode outcome;
        try {
            outcome = value == null ? JSON.nullNode() : JSON.readTree(value);
        } catch (IOException e) {
            return;
        }
        if (outcome.has("edit")) {
            signed.putIfAbsent(outcome.path("edit").path("draft").asText(), outcome);
        } else if (outcome.has("draft") && outcome.has("model")) {
            ObjectNode writer = JSON.createObjectNode();
            writer.set("model", outcome.path("model"));
            writer.put("adapter", outcome.path("adapter").asText(""));
            writer.put("digest", outcome.path("digest").asText(UNKNOWN));
            drafted.put(outcome.path("draft").asText(), writer);
        }
    }

    /** A draft whose own outcome the topic no longer holds is nobody's. */
    private ObjectNode line(JsonNode outcome) {
        JsonNode edit = outcome.path("edit");
        JsonNode writer = drafted.getOrDefault(edit.path("draft").asText(), JSON.createObjectNode());
        ObjectNode line = JSON.createObjectNode()
                .put("week", edit.path("week").asText())
                .put("site", outcome.path("system").asText())
                .put("model", writer.path("model").asText(UNKNOWN))
                .put("adapter", writer.path("adapter").asText(UNKNOWN))
                .put("digest", writer.path("digest").asText(UNKNOWN));
        return line.put("distance", edit.path("distance").asDouble())
                .put("rougeL", edit.path("rougeL").asDouble())
                .put("unchanged", edit.path("unchanged").asBoolean());
    }
}
