package org.radiologygpt.trainer.retrain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * What to retrain.
 *
 * @param work directory of the runs, a numbered one each
 * @param base model directory
 * @param options further arguments of each step's command
 */
public record Plan(Path work, Path base, Map<Step, List<String>> options) {
    private static final YAMLMapper YAML = new YAMLMapper();

    public Plan {
        options = Map.copyOf(options);
    }

    /**
     * Reads a file with the texts {@code work} and {@code base}, and for each step a list of arguments.
     *
     * @throws RetrainException naming the key that is wrong
     */
    public static Plan read(Path file) throws IOException {
        JsonNode yaml = parse(file);
        Map<Step, List<String>> options = new EnumMap<>(Step.class);
        for (Iterator<String> keys = yaml.fieldNames(); keys.hasNext(); ) {
            String key = keys.next();
            if (!key.equals("work") && !key.equals("base")) {
                options.put(Step.of(key), texts(key, yaml.path(key)));
            }
        }
        if (options.getOrDefault(Step.CORPUS, List.of()).isEmpty()) {
            throw new RetrainException("corpus must list what to read");
        }
        return new Plan(Path.of(text(yaml, "work")), Path.of(text(yaml, "base")), options);
    }

    private static JsonNode parse(Path file) throws IOException {
        try {
            JsonNode yaml = YAML.readTree(Files.readString(file));
            if (yaml.isObject()) {
                return yaml;
            }
        } catch (JsonProcessingException e) {
            // Told below.
        }
        throw new RetrainException(file.getFileName() + " is no YAML of keys and values");
    }

    private static String text(JsonNode yaml, String key) {
        if (!yaml.path(key).isTextual() || yaml.path(key).asText().isBlank()) {
            throw new RetrainException(key + " must be a directory");
        }
        return yaml.path(key).asText();
    }

    private static List<String> texts(String key, JsonNode node) {
        List<String> texts = new ArrayList<>();
        if (!node.isArray()) {
            throw new RetrainException(key + " must be a list of arguments");
        }
        for (JsonNode element : node) {
            if (!element.isValueNode()) {
                throw new RetrainException(key + " must be a list of arguments");
            }
            texts.add(element.asText());
        }
        return texts;
    }
}
