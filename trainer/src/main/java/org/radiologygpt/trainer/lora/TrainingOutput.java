package org.radiologygpt.trainer.lora;

import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.radiologygpt.model.weights.LlamaConfig;

/**
 * The output directory: the model or adapter, {@code best/step-N/} with the best states, {@code checkpoint/},
 * {@code training.jsonl} with a line per step, and its curves in {@code training.html}.
 *
 * @param baseName name of the base model, written into an adapter
 */
record TrainingOutput(Path directory, LlamaConfig config, Optional<LoraSpec> lora, String baseName) {

    Checkpoint checkpoint() {
        return new Checkpoint(directory.resolve("checkpoint"));
    }

    TrainingLog log() {
        return new TrainingLog(directory);
    }

    /** Draws the curves of the log so far. */
    void page() throws IOException {
        DurableFile.write(directory.resolve("training.html"), new TrainingPage(log().lines()).html());
    }

    /** Writes what inference needs. */
    void export(Map<String, NDArray> weights) throws IOException {
        export(directory, weights);
    }

    private void export(Path target, Map<String, NDArray> weights) throws IOException {
        if (lora.isPresent()) {
            ModelDirectory.writeAdapter(target, lora.get(), baseName, weights);
        } else {
            ModelDirectory.writeModel(target, config, weights);
        }
    }

    /** Keeps a state that is among the best, usable as it lies there. */
    void keep(int steps, Map<String, NDArray> weights) throws IOException {
        Path kept = Files.createDirectories(best(steps));
        ModelDirectory.copyTokenizer(directory, kept);
        export(kept, weights);
    }

    /** Puts a kept state into the place of the result. */
    void choose(int steps) throws IOException {
        for (Path file : list(best(steps))) {
            DurableFile.copy(file, directory.resolve(file.getFileName()));
        }
    }

    /** Deletes what is no longer among the best. */
    void keepOnly(Selection selection) throws IOException {
        for (Path kept : list(directory.resolve("best"))) {
            String name = kept.getFileName().toString();
            if (name.matches("step-\\d+") && !selection.holds(Integer.parseInt(name.substring("step-".length())))) {
                for (Path file : list(kept)) {
                    Files.delete(file);
                }
                Files.delete(kept);
            }
        }
    }

    private Path best(int steps) {
        return directory.resolve("best").resolve("step-" + steps);
    }

    private static Iterable<Path> list(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.sorted().toList();
        }
    }
}
