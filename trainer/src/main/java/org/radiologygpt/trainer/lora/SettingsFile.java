package org.radiologygpt.trainer.lora;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@link TrainSettings} from YAML; what is absent has the default. */
final class SettingsFile {
    private static final Set<String> KEYS = Set.of(
            "method",
            "init",
            "seed",
            "epochs",
            "steps",
            "maxLength",
            "promptLossWeight",
            "promptLossSteps",
            "emphasis",
            "validation",
            "memory",
            "selection",
            "checkpointMinutes",
            "tokenizer",
            "lora",
            "optimizer",
            "batch");

    private final JsonNode root;

    private SettingsFile(JsonNode root) {
        this.root = root;
    }

    /**
     * The settings of a file.
     *
     * @throws SettingsException naming the key and its allowed values
     */
    static TrainSettings read(Path file) {
        try {
            return of(new YAMLMapper().readTree(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new SettingsException(
                    "cannot read " + file + ": " + e.getClass().getSimpleName());
        }
    }

    /** The settings without a file. */
    static TrainSettings defaults() {
        return of(MissingNode.getInstance());
    }

    /** The settings of a text. */
    static TrainSettings parse(String yaml) {
        try {
            return of(new YAMLMapper().readTree(yaml));
        } catch (JsonProcessingException e) {
            throw new SettingsException("the settings are no YAML");
        }
    }

    private static TrainSettings of(JsonNode root) {
        return new SettingsFile(root).settings();
    }

    private TrainSettings settings() {
        known("", root, KEYS);
        boolean full = choice("method", "lora", "full").equals("full");
        return new TrainSettings(
                full ? Optional.empty() : Optional.of(lora()),
                choice("init", "base", "random").equals("random"),
                tokenizer(),
                root.path("seed").asLong(1),
                optimizer(full),
                integer("batch.size", 128, 1, 65536),
                integer("batch.microTokens", 8192, 16, 1 << 22),
                integer("batch.workers", 1, 1, 64),
                number("epochs", 3, 0, 10000),
                integer("steps", 0, 0, 100_000_000),
                integer("maxLength", 1024, 8, 1 << 20),
                number("promptLossWeight", 0, 0, 1),
                integer("promptLossSteps", 0, 0, 100_000_000),
                emphasis(),
                integer("validation", 0, 0, 1_000_000),
                recomputeLayers(),
                selecting(),
                number("checkpointMinutes", 5, 0, 1440));
    }

    private Optional<Integer> tokenizer() {
        known("tokenizer.", root.path("tokenizer"), Set.of("train", "vocabSize"));
        return root.path("tokenizer").path("train").asBoolean(false)
                ? Optional.of(integer("tokenizer.vocabSize", 3000, 261, 200_000))
                : Optional.empty();
    }

    private LoraSpec lora() {
        known("lora.", root.path("lora"), Set.of("rank", "alpha", "dropout", "targets"));
        return new LoraSpec(
                integer("lora.rank", LoraSpec.PAPER.rank(), 1, 4096),
                number("lora.alpha", LoraSpec.PAPER.alpha(), 1e-6, 1e6),
                number("lora.dropout", LoraSpec.PAPER.dropout(), 0, 0.99),
                targets());
    }

    private Emphasis emphasis() {
        known("emphasis.", root.path("emphasis"), Set.of("weight", "words"));
        List<String> words = new ArrayList<>();
        root.path("emphasis").path("words").forEach(word -> words.add(word.asText()));
        return new Emphasis(number("emphasis.weight", 1, 0, 1000), words);
    }

    private boolean recomputeLayers() {
        known("memory.", root.path("memory"), Set.of("recomputeLayers"));
        JsonNode node = node("memory.recomputeLayers");
        if (!node.isMissingNode() && !node.isBoolean()) {
            throw new SettingsException("memory.recomputeLayers must be true or false");
        }
        return node.asBoolean(false);
    }

    private TrainSettings.Selecting selecting() {
        known("selection.", root.path("selection"), Set.of("data", "evaluateEvery", "patience", "keepBest"));
        return new TrainSettings.Selecting(
                Optional.of(root.path("selection").path("data").asText("")).filter(data -> !data.isBlank()),
                integer("selection.evaluateEvery", 0, 0, 100_000_000),
                integer("selection.patience", 0, 0, 1_000_000),
                integer("selection.keepBest", 1, 1, 1000));
    }

    private List<Projection> targets() {
        JsonNode node = root.path("lora").path("targets");
        if (node.isMissingNode()) {
            return LoraSpec.PAPER.targets();
        }
        List<Projection> targets = new ArrayList<>();
        for (JsonNode target : node) {
            targets.add(Projection.ofModule(target.asText()).orElseThrow(this::targetsRefused));
        }
        if (targets.isEmpty()) {
            throw targetsRefused();
        }
        return targets;
    }

    private SettingsException targetsRefused() {
        return new SettingsException(
                "lora.targets must be a list of q_proj, k_proj, v_proj, o_proj, gate_proj, up_proj, down_proj");
    }

    private TrainSettings.Optimizer optimizer(boolean full) {
        known(
                "optimizer.",
                root.path("optimizer"),
                Set.of("learningRate", "warmup", "finalRate", "weightDecay", "maxNorm"));
        return new TrainSettings.Optimizer(
                number("optimizer.learningRate", full ? 1e-3 : 3e-4, 0, 1),
                number("optimizer.warmup", 0.03, 0, 1),
                number("optimizer.finalRate", 0, 0, 1),
                number("optimizer.weightDecay", 0, 0, 1),
                number("optimizer.maxNorm", 1, 1e-6, 1e6));
    }

    private static void known(String prefix, JsonNode node, Set<String> keys) {
        for (var field : node.properties()) {
            if (!keys.contains(field.getKey())) {
                throw new SettingsException("unknown key " + prefix + field.getKey() + ", allowed are "
                        + String.join(", ", keys.stream().sorted().toList()));
            }
        }
    }

    private String choice(String key, String... allowed) {
        String value = node(key).asText(allowed[0]);
        if (!List.of(allowed).contains(value)) {
            throw new SettingsException(key + " is \"" + value + "\", it must be one of " + String.join(", ", allowed));
        }
        return value;
    }

    private int integer(String key, int standard, int least, int most) {
        JsonNode node = node(key);
        if (!node.isMissingNode() && !node.isIntegralNumber()) {
            throw new SettingsException(key + " must be an integer from " + least + " to " + most);
        }
        int value = node.asInt(standard);
        if (value < least || value > most) {
            throw new SettingsException(key + " is " + value + ", it must be an integer from " + least + " to " + most);
        }
        return value;
    }

    private double number(String key, double standard, double least, double most) {
        JsonNode node = node(key);
        double value = node.isMissingNode() ? standard : node.asDouble(Double.NaN);
        if (!(value >= least && value <= most)) {
            throw new SettingsException(key + " must be a number from " + least + " to " + most);
        }
        return value;
    }

    private JsonNode node(String key) {
        return root.at("/" + key.replace('.', '/'));
    }
}
