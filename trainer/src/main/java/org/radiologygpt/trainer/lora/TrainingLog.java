package org.radiologygpt.trainer.lora;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * {@code training.jsonl}: a line per step. A training that resumes drops the lines past its checkpoint, so that each step
 * stands there once.
 */
final class TrainingLog {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    TrainingLog(Path directory) {
        this.file = directory.resolve("training.jsonl");
    }

    /**
     * Adds the line of a step.
     *
     * @param done steps so far, this one included
     * @param heldOut scores after this step, where they were taken
     */
    void add(int done, TrainingLoop.Step step, Optional<Validation> heldOut, Instant time) throws IOException {
        String scores = heldOut.map(score -> String.format(
                        Locale.ROOT, "\"heldOutLoss\":%.5f,\"heldOutExact\":%.4f,", score.loss(), score.exact()))
                .orElse("");
        DurableFile.append(
                file,
                String.format(
                        Locale.ROOT,
                        "{\"step\":%d,\"loss\":%.5f,\"norm\":%.4f,\"rate\":%.4e,\"tokens\":%d,%s\"time\":\"%s\"}\n",
                        done,
                        step.loss(),
                        step.norm(),
                        step.rate(),
                        step.tokens(),
                        scores,
                        time));
    }

    /** Keeps the lines up to a step, each once; of one that stands there twice, the later. */
    void keep(int steps) throws IOException {
        if (Files.exists(file)) {
            Collection<String> kept = byStep().headMap(steps + 1).values();
            DurableFile.write(
                    file, String.join("", kept.stream().map(line -> line + "\n").toList()));
        }
    }

    /** The lines in order of their steps. */
    List<JsonNode> lines() throws IOException {
        return Files.exists(file)
                ? byStep().values().stream().map(TrainingLog::parsed).toList()
                : List.of();
    }

    private SortedMap<Integer, String> byStep() throws IOException {
        SortedMap<Integer, String> lines = new TreeMap<>();
        for (String line : Files.readAllLines(file)) {
            int step = parsed(line).path("step").asInt();
            if (step > 0) {
                lines.put(step, line);
            }
        }
        return lines;
    }

    /** A line that a crash cut short is none. */
    private static JsonNode parsed(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }
}
