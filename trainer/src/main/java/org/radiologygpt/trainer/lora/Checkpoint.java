package org.radiologygpt.trainer.lora;

import ai.djl.ndarray.NDArray;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.radiologygpt.model.weights.DType;
import org.radiologygpt.model.weights.Safetensors;

/**
 * A training's state on disk: weights and both moments in full precision in one file per step, and {@code state.json},
 * renamed into place last, that names the file which counts. A crash at any moment leaves the older state or the newer.
 */
final class Checkpoint {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path directory;

    Checkpoint(Path directory) {
        this.directory = directory;
    }

    /** Saves the state after so many steps. */
    void save(int steps, String fingerprint, Map<String, NDArray> weights, AdamW optimizer) throws IOException {
        Files.createDirectories(directory);
        Map<String, NDArray> all = new LinkedHashMap<>();
        weights.forEach((name, array) -> all.put("weight/" + name, array));
        optimizer.first().forEach((name, array) -> all.put("first/" + name, array));
        optimizer.second().forEach((name, array) -> all.put("second/" + name, array));
        Path file = directory.resolve("step-" + steps + ".safetensors");
        ModelDirectory.writer(DType.F32, all).write(file);
        Path partial = directory.resolve("state.json.part");
        var state = JSON.createObjectNode().put("steps", steps).put("fingerprint", fingerprint);
        Files.writeString(partial, JSON.writeValueAsString(state));
        Files.move(
                partial,
                directory.resolve("state.json"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        deleteOthers(file);
    }

    private void deleteOthers(Path kept) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "step-*.safetensors")) {
            for (Path file : files) {
                if (!file.equals(kept)) {
                    Files.delete(file);
                }
            }
        }
    }

    /**
     * Steps done, where there is a checkpoint.
     *
     * @throws SettingsException where it belongs to another training
     */
    OptionalInt steps(String fingerprint) throws IOException {
        Path file = directory.resolve("state.json");
        if (!Files.exists(file)) {
            return OptionalInt.empty();
        }
        JsonNode state = JSON.readTree(Files.readAllBytes(file));
        if (!state.path("fingerprint").asText().equals(fingerprint)) {
            throw new SettingsException(directory + " holds a checkpoint of other settings, data or base model;"
                    + " give another --out or start over with --no-resume");
        }
        return OptionalInt.of(state.path("steps").asInt());
    }

    /** Sets weights and moments to the saved ones. */
    void restore(int steps, Map<String, NDArray> weights, AdamW optimizer) {
        Safetensors file = Safetensors.openFile(directory.resolve("step-" + steps + ".safetensors"));
        weights.forEach((name, array) -> set(file, "weight/" + name, array));
        optimizer.first().forEach((name, array) -> set(file, "first/" + name, array));
        optimizer.second().forEach((name, array) -> set(file, "second/" + name, array));
    }

    private static void set(Safetensors file, String name, NDArray array) {
        array.set(file.tensor(name, array.getShape().getShape()).toFloats());
    }
}
