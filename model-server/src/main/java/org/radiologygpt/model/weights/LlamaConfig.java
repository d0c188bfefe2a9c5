package org.radiologygpt.model.weights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Shape of a LLaMA-family decoder, as Hugging Face's {@code config.json} states it.
 *
 * @param vocabSize rows of the embedding table
 * @param hiddenSize width of the residual stream
 * @param intermediateSize width of the gated feed-forward layer
 * @param layers number of decoder layers
 * @param heads attention heads
 * @param kvHeads key and value heads; divides {@code heads}
 * @param headDim width of one head
 * @param maxPositions longest sequence in tokens
 * @param normEpsilon epsilon of RMSNorm
 * @param ropeTheta base of the rotary embedding
 * @param tiedEmbeddings whether the output projection is the embedding table
 * @param bosTokenId id put before every text, or -1
 * @param eosTokenId id that ends a text
 */
public record LlamaConfig(
        int vocabSize,
        int hiddenSize,
        int intermediateSize,
        int layers,
        int heads,
        int kvHeads,
        int headDim,
        int maxPositions,
        double normEpsilon,
        double ropeTheta,
        boolean tiedEmbeddings,
        int bosTokenId,
        int eosTokenId) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public LlamaConfig {
        positive("vocab_size", vocabSize);
        positive("hidden_size", hiddenSize);
        positive("intermediate_size", intermediateSize);
        positive("num_hidden_layers", layers);
        positive("num_attention_heads", heads);
        positive("num_key_value_heads", kvHeads);
        positive("head_dim", headDim);
        positive("max_position_embeddings", maxPositions);
        if (heads % kvHeads != 0) {
            throw new ModelFormatException("config.json: num_attention_heads " + heads
                    + " is not a multiple of num_key_value_heads " + kvHeads);
        }
        if (headDim % 2 != 0) {
            throw new ModelFormatException(
                    "config.json: head_dim " + headDim + " is odd, rotary embedding needs pairs");
        }
    }

    /**
     * Reads {@code config.json} of a model directory.
     *
     * @throws ModelFormatException where the file is missing, is no JSON, names another architecture or lacks a key
     */
    public static LlamaConfig read(Path directory) {
        Path file = directory.resolve("config.json");
        try {
            return parse(JSON.readTree(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new ModelFormatException(
                    "cannot read " + file + ": " + e.getClass().getSimpleName(), e);
        }
    }

    private static LlamaConfig parse(JsonNode json) {
        String type = json.path("model_type").asText("");
        if (!type.equals("llama")) {
            throw new ModelFormatException(
                    "config.json: model_type \"" + type + "\" is not supported, only \"llama\" is");
        }
        if (json.hasNonNull("rope_scaling")) {
            throw new ModelFormatException("config.json: rope_scaling is not supported");
        }
        if (json.path("attention_bias").asBoolean(false)
                || json.path("mlp_bias").asBoolean(false)) {
            throw new ModelFormatException("config.json: attention_bias and mlp_bias are not supported");
        }
        String activation = json.path("hidden_act").asText("silu");
        if (!activation.equals("silu")) {
            throw new ModelFormatException(
                    "config.json: hidden_act \"" + activation + "\" is not supported, only \"silu\" is");
        }
        int hidden = required(json, "hidden_size");
        int heads = required(json, "num_attention_heads");
        return new LlamaConfig(
                required(json, "vocab_size"),
                hidden,
                required(json, "intermediate_size"),
                required(json, "num_hidden_layers"),
                heads,
                json.path("num_key_value_heads").asInt(heads),
                json.path("head_dim").asInt(hidden / Math.max(1, heads)),
                json.path("max_position_embeddings").asInt(2048),
                json.path("rms_norm_eps").asDouble(1e-6),
                json.path("rope_theta").asDouble(10000.0),
                json.path("tie_word_embeddings").asBoolean(false),
                json.path("bos_token_id").asInt(-1),
                eos(json.path("eos_token_id")));
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

    private static void positive(String key, int value) {
        if (value <= 0) {
            throw new ModelFormatException("config.json: " + key + " is " + value + ", it must be positive");
        }
    }

    /** This shape as Hugging Face's {@code config.json}. */
    public String toJson() {
        ObjectNode json = JSON.createObjectNode();
        json.putArray("architectures").add("LlamaForCausalLM");
        json.put("model_type", "llama");
        json.put("vocab_size", vocabSize);
        json.put("hidden_size", hiddenSize);
        json.put("intermediate_size", intermediateSize);
        json.put("num_hidden_layers", layers);
        json.put("num_attention_heads", heads);
        json.put("num_key_value_heads", kvHeads);
        json.put("head_dim", headDim);
        json.put("max_position_embeddings", maxPositions);
        json.put("rms_norm_eps", normEpsilon);
        json.put("rope_theta", ropeTheta);
        json.put("tie_word_embeddings", tiedEmbeddings);
        json.put("hidden_act", "silu");
        if (bosTokenId >= 0) {
            json.put("bos_token_id", bosTokenId);
        }
        json.put("eos_token_id", eosTokenId);
        json.put("torch_dtype", "float16");
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
