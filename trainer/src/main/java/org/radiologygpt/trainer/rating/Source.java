package org.radiologygpt.trainer.rating;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.radiologygpt.trainer.corpus.Pair;

/**
 * Who wrote impressions, with what was written.
 *
 * @param label by which the figures name it; raters never see it
 * @param impressions by the report's id
 */
public record Source(String label, Map<String, String> impressions) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public Source {
        if (label.isBlank()) {
            throw new RatingException("a source of drafts needs a label");
        }
        impressions = Map.copyOf(impressions);
    }

    /** The radiologists' own impressions. */
    public static Source human(List<Pair> pairs) {
        return new Source(
                "human", pairs.stream().collect(Collectors.toMap(Pair::id, Pair::impression, (one, other) -> one)));
    }

    /**
     * Drafts as {@code evaluate} writes them: lines with {@code id} and {@code impression}.
     *
     * @throws RatingException at the first line that is none
     */
    public static Source read(Path file, String label) throws IOException {
        Map<String, String> impressions = new HashMap<>();
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                add(impressions, lines.get(i), file.getFileName() + " line " + (i + 1));
            }
        }
        return new Source(label, impressions);
    }

    private static void add(Map<String, String> impressions, String line, String where) {
        JsonNode json = json(line, where);
        if (!json.path("id").isTextual() || !json.path("impression").isTextual()) {
            throw new RatingException(where + ": id and impression must be strings");
        }
        if (impressions.put(json.path("id").asText(), json.path("impression").asText()) != null) {
            throw new RatingException(where + ": a second draft of the same id");
        }
    }

    /** The library's own message quotes the line, so it is dropped. */
    private static JsonNode json(String line, String where) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new RatingException(where + ": not JSON");
        }
    }
}
