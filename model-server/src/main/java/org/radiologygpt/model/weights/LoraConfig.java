package org.radiologygpt.model.weights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What {@code adapter_config.json} says; variants that would change the sum are refused, not ignored. */
record LoraConfig(int rank, double scale) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FILE = "adapter_config.json";
    private static final List<String> UNSUPPORTED = List.of(
            "use_dora",
            "fan_in_fan_out",
            "lora_bias",
            "rank_pattern",
            "alpha_pattern",
            "modules_to_save",
            "layer_replication",
            "trainable_token_indices");

    /** Initialisations after which the saved factors belong to a base model that was changed too. */
    private static final List<String> REWRITES_BASE = List.of("pissa", "olora", "loftq", "corda");

    static LoraConfig read(Path directory) {
        try {
            return parse(JSON.readTree(RegularFile.read(directory.resolve(FILE))));
        } catch (IOException e) {
            throw new ModelFormatException(
                    "cannot read " + FILE + ": " + e.getClass().getSimpleName(), e);
        }
    }

    private static LoraConfig parse(JsonNode json) {
        String type = json.path("peft_type").asText();
        if (!type.equals("LORA")) {
            throw new ModelFormatException(FILE + ": peft_type \"" + type + "\" is not supported, only \"LORA\" is");
        }
        for (String key : UNSUPPORTED) {
            if (isSet(json.path(key))) {
                throw new ModelFormatException(FILE + ": " + key + " is not supported");
            }
        }
        if (!json.path("bias").asText("none").equals("none")) {
            throw new ModelFormatException(FILE + ": bias other than \"none\" is not supported");
        }
        if (REWRITES_BASE.contains(json.path("init_lora_weights").asText(""))) {
            throw new ModelFormatException(FILE + ": init_lora_weights that change the base model are not supported");
        }
        int rank = json.path("r").asInt();
        double alpha = json.path("lora_alpha").asDouble(Double.NaN);
        if (rank < 1 || !Double.isFinite(alpha)) {
            throw new ModelFormatException(FILE + ": r and lora_alpha must be numbers, r at least 1");
        }
        boolean stabilised = json.path("use_rslora").asBoolean(false);
        return new LoraConfig(rank, alpha / (stabilised ? Math.sqrt(rank) : rank));
    }

    private static boolean isSet(JsonNode node) {
        return node.isContainerNode() ? !node.isEmpty() : node.asBoolean(false) || node.isTextual();
    }
}
