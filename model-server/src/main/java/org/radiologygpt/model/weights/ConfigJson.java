package org.radiologygpt.model.weights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** Hugging Face's {@code config.json} of the architectures that are LLaMA's decoder with other numbers. */
final class ConfigJson {
    private static final String QWEN2 = "qwen2";
    private static final Set<String> FAMILY = Set.of("llama", "mistral", QWEN2);

    private ConfigJson() {}

    static LlamaConfig parse(JsonNode json) {
        String type = json.path("model_type").asText("");
        if (!FAMILY.contains(type)) {
            throw new ModelFormatException(
                    "config.json: model_type \"" + type + "\" is not supported, only llama, mistral and qwen2 are");
        }
        String activation = json.path("hidden_act").asText("silu");
        if (!activation.equals("silu")) {
            throw new ModelFormatException(
                    "config.json: hidden_act \"" + activation + "\" is not supported, only \"silu\" is");
        }
        int hidden = required(json, "hidden_size");
        int heads = required(json, "num_attention_heads");
        // Newer files keep all of the rotary embedding in one object.
        JsonNode rotary = json.path("rope_parameters");
        return new LlamaConfig(
                required(json, "vocab_size"),
                hidden,
                required(json, "intermediate_size"),
                required(json, "num_hidden_layers"),
                heads,
                json.path("num_key_value_heads").asInt(heads),
                json.path("head_dim").asInt(hidden / Math.max(1, heads)),
                positions(json, type),
                json.path("rms_norm_eps").asDouble(1e-6),
                json.path("rope_theta").asDouble(rotary.path("rope_theta").asDouble(10000.0)),
                json.path("tie_word_embeddings").asBoolean(false),
                json.path("bos_token_id").asInt(-1),
                eos(json.path("eos_token_id")),
                RotaryScaling.parse(json.hasNonNull("rope_scaling") ? json.path("rope_scaling") : rotary),
                biases(json, type));
    }

    /** Attention over a sliding window is computed nowhere here; a context that fits into the window needs none. */
    private static int positions(JsonNode json, String type) {
        int positions = json.path("max_position_embeddings").asInt(2048);
        boolean windowed = json.hasNonNull("sliding_window")
                && json.path("use_sliding_window").asBoolean(!type.equals(QWEN2));
        int window = json.path("sliding_window").asInt(positions);
        if (windowed && window < positions) {
            throw new ModelFormatException("config.json: sliding_window " + window
                    + " is not supported; set max_position_embeddings to " + window
                    + " as well, and the model computes the same up to that length");
        }
        return positions;
    }

    private static Biases biases(JsonNode json, String type) {
        boolean attention = json.path("attention_bias").asBoolean(false);
        return new Biases(
                attention || type.equals(QWEN2),
                attention && !type.equals(QWEN2),
                json.path("mlp_bias").asBoolean(false));
    }

    private static int eos(JsonNode node) {
        return node.isArray() ? node.path(0).asInt(-1) : node.asInt(-1);
    }

    private static int required(JsonNode json, String key) {
        if (!json.path(key).isInt()) {
            throw new ModelFormatException("config.json: " + key + " is missing or no integer");
        }
        return json.path(key).asInt();
    }

    static ObjectNode write(LlamaConfig config) {
        boolean qwen = config.biases().queryKeyValue() && !config.biases().attentionOutput();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putArray("architectures").add(qwen ? "Qwen2ForCausalLM" : "LlamaForCausalLM");
        json.put("model_type", qwen ? QWEN2 : "llama");
        json.put("vocab_size", config.vocabSize());
        json.put("hidden_size", config.hiddenSize());
        json.put("intermediate_size", config.intermediateSize());
        json.put("num_hidden_layers", config.layers());
        json.put("num_attention_heads", config.heads());
        json.put("num_key_value_heads", config.kvHeads());
        json.put("head_dim", config.headDim());
        json.put("max_position_embeddings", config.maxPositions());
        json.put("rms_norm_eps", config.normEpsilon());
        json.put("rope_theta", config.ropeTheta());
        config.scaling().write(json);
        if (!config.biases().equals(Biases.NONE)) {
            json.put("attention_bias", config.biases().attentionOutput());
            json.put("mlp_bias", config.biases().feedForward());
        }
        json.put("tie_word_embeddings", config.tiedEmbeddings());
        json.put("hidden_act", "silu");
        if (config.bosTokenId() >= 0) {
            json.put("bos_token_id", config.bosTokenId());
        }
        json.put("eos_token_id", config.eosTokenId());
        json.put("torch_dtype", "float16");
        return json;
    }
}
