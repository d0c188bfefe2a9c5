package org.radiologygpt.trainer.lora;

import ai.djl.ndarray.NDArray;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.radiologygpt.model.weights.DType;
import org.radiologygpt.model.weights.Safetensors;

/**
 * A training's state on disk: weights and both moments in full precision in one file per step, and {@code state.json},
 * renamed into place last, that names the file which counts. The order is: tensors forced and renamed, their directory
 * forced, {@code state.json} forced and renamed, older tensors deleted. A crash or a full disk at any moment leaves the
 * older state or the newer.
 */
final class Checkpoint {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path directory;

    Checkpoint(Path directory) {
        this.directory = directory;
    }

    /**
     * Where a training stands.
     *
     * @param steps done
     * @param owner whose training it is
     * @param selection best states so far
     */
    record State(int steps, TrainingIdentity owner, Selection selection) {}

    /** Saves the state. */
    void save(State state, Map<String, NDArray> weights, AdamW optimizer) throws IOException {
        Files.createDirectories(directory);
        Map<String, NDArray> all = new LinkedHashMap<>();
        weights.forEach((name, array) -> all.put("weight/" + name, array));
        optimizer.first().forEach((name, array) -> all.put("first/" + name, array));
        optimizer.second().forEach((name, array) -> all.put("second/" + name, array));
        Path file = tensors(state.steps());
        DurableFile.write(file, ModelDirectory.writer(DType.F32, all));
        DurableFile.write(directory.resolve("state.json"), JSON.writeValueAsString(json(state)));
        deleteOthers(file);
    }

    private static ObjectNode json(State state) {
        ObjectNode json = JSON.createObjectNode().put("steps", state.steps());
        json.put("fingerprint", state.owner().fingerprint());
        json.put("base", state.owner().base());
        json.put("settings", state.owner().settings());
        json.put("misses", state.selection().misses());
        state.selection().best().forEach(scored -> json.withArray("best")
                .addObject()
                .put("steps", scored.steps())
                .put("loss", scored.loss()));
        return json;
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

    /** Where the training stood, if there is a checkpoint. */
    Optional<State> read() throws IOException {
        Path file = directory.resolve("state.json");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        JsonNode state = JSON.readTree(Files.readAllBytes(file));
        List<Selection.Scored> best = new ArrayList<>();
        state.path("best")
                .forEach(scored -> best.add(new Selection.Scored(
                        scored.path("steps").asInt(), scored.path("loss").asDouble())));
        return Optional.of(new State(
                state.path("steps").asInt(),
                new TrainingIdentity(
                        state.path("fingerprint").asText(),
                        state.path("base").asText(),
                        state.path("settings").asText()),
                new Selection(best, state.path("misses").asInt())));
    }

    /** Forgets the state, for a training that starts over. */
    void forget() throws IOException {
        Files.deleteIfExists(directory.resolve("state.json"));
    }

    /** Sets weights and moments to the saved ones. */
    void restore(int steps, Map<String, NDArray> weights, AdamW optimizer) {
        Safetensors file = Safetensors.openFile(tensors(steps));
        weights.forEach((name, array) -> set(file, "weight/" + name, array));
        optimizer.first().forEach((name, array) -> set(file, "first/" + name, array));
        optimizer.second().forEach((name, array) -> set(file, "second/" + name, array));
    }

    private Path tensors(int steps) {
        return directory.resolve("step-" + steps + ".safetensors");
    }

    private static void set(Safetensors file, String name, NDArray array) {
        array.set(file.tensor(name, array.getShape().getShape()).toFloats());
    }
}
