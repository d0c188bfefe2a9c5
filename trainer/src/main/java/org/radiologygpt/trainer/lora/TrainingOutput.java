package org.radiologygpt.trainer.lora;

import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.radiologygpt.model.weights.LlamaConfig;

/**
 * The output directory: the model or adapter, {@code checkpoint/}, and {@code training.jsonl} with a line per step.
 *
 * @param baseName name of the base model, written into an adapter
 */
record TrainingOutput(Path directory, LlamaConfig config, Optional<LoraSpec> lora, String baseName) {

    Checkpoint checkpoint() {
        return new Checkpoint(directory.resolve("checkpoint"));
    }

    /** Writes what inference needs. */
    void export(Map<String, NDArray> weights) throws IOException {
        if (lora.isPresent()) {
            ModelDirectory.writeAdapter(directory, lora.get(), baseName, weights);
        } else {
            ModelDirectory.writeModel(directory, config, weights);
        }
    }

    void log(int done, TrainingLoop.Step step, Instant time) throws IOException {
        String line = String.format(
                Locale.ROOT,
                "{\"step\":%d,\"loss\":%.5f,\"norm\":%.4f,\"rate\":%.4e,\"tokens\":%d,\"time\":\"%s\"}\n",
                done,
                step.loss(),
                step.norm(),
                step.rate(),
                step.tokens(),
                time);
        Files.write(
                directory.resolve("training.jsonl"),
                line.getBytes(StandardCharsets.UTF_8),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }
}
