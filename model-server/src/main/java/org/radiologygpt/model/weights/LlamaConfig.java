package org.radiologygpt.model.weights;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
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
 * @param scaling how the rotary embedding is stretched
 * @param biases which linear layers add one
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
        int eosTokenId,
        RotaryScaling scaling,
        Biases biases) {

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

    /** LLaMA's first form: no scaling, no biases. */
    public LlamaConfig(
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
        this(
                vocabSize,
                hiddenSize,
                intermediateSize,
                layers,
                heads,
                kvHeads,
                headDim,
                maxPositions,
                normEpsilon,
                ropeTheta,
                tiedEmbeddings,
                bosTokenId,
                eosTokenId,
                new RotaryScaling.None(),
                Biases.NONE);
    }

    /**
     * Reads {@code config.json} of a model directory.
     *
     * @throws ModelFormatException where the file is missing, is no JSON, names another architecture or lacks a key
     */
    public static LlamaConfig read(Path directory) {
        Path file = directory.resolve("config.json");
        try {
            return ConfigJson.parse(JSON.readTree(RegularFile.read(file)));
        } catch (IOException e) {
            throw new ModelFormatException(
                    "cannot read " + file + ": " + e.getClass().getSimpleName(), e);
        }
    }

    private static void positive(String key, int value) {
        if (value <= 0) {
            throw new ModelFormatException("config.json: " + key + " is " + value + ", it must be positive");
        }
    }

    /** This shape as Hugging Face's {@code config.json}. */
    public String toJson() {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(ConfigJson.write(this)) + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
