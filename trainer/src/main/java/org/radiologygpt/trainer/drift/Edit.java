package org.radiologygpt.trainer.drift;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/**
 * One signed report beside its draft.
 *
 * @param week Monday of the week of the signature
 * @param distance words changed over the longer text's words, 0 to 1
 */
record Edit(LocalDate week, Writer writer, double distance, boolean unchanged) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Whose drafts: of one site, by one adapter of one model. An empty adapter is the base.
     *
     * @param digest of what wrote: a new version keeps its adapter's name
     */
    record Writer(String site, String model, String adapter, String digest) {}

    /** @throws DriftException at the first line that {@code export-edits} does not write */
    static List<Edit> read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<Edit> edits = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                edits.add(of(lines.get(i), file.getFileName() + " line " + (i + 1)));
            }
        }
        return edits;
    }

    private static Edit of(String line, String where) {
        JsonNode json = json(line, where);
        double distance = json.path("distance").asDouble(-1);
        if (!(distance >= 0 && distance <= 1) || !json.path("unchanged").isBoolean()) {
            throw new DriftException(where + ": distance must be 0 to 1, and unchanged true or false");
        }
        return new Edit(
                monday(json.path("week").asText(), where),
                new Writer(
                        text(json, "site", where),
                        text(json, "model", where),
                        text(json, "adapter", where),
                        text(json, "digest", where)),
                distance,
                json.path("unchanged").asBoolean());
    }

    private static JsonNode json(String line, String where) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new DriftException(where + ": not JSON");
        }
    }

    private static String text(JsonNode json, String field, String where) {
        if (!json.path(field).isTextual()) {
            throw new DriftException(where + ": " + field + " must be a string");
        }
        return json.path(field).asText();
    }

    private static LocalDate monday(String week, String where) {
        try {
            return LocalDate.parse(week + "-1", DateTimeFormatter.ISO_WEEK_DATE);
        } catch (DateTimeException e) {
            throw new DriftException(where + ": week must be as 2026-W09");
        }
    }
}
