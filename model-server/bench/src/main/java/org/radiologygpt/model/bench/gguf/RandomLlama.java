package org.radiologygpt.model.bench.gguf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.radiologygpt.model.weights.DType;
import org.radiologygpt.model.weights.LlamaConfig;
import org.radiologygpt.model.weights.LlamaTensors;
import org.radiologygpt.model.weights.SafetensorsWriter;

/** A LLaMA of random weights. */
public final class RandomLlama {
    /** The shape that the project's figures are told for: 134 million weights, 110 without the embedding table. */
    public static final LlamaConfig SHAPE_110M = shape(32_000, 768, 2048, 12, 12, 12, 2048);

    private RandomLlama() {}

    /** A shape with LLaMA 2's constants and the tokens of a {@link CharacterVocabulary}. */
    public static LlamaConfig shape(
            int vocabulary, int hidden, int inner, int layers, int heads, int kvHeads, int positions) {
        return new LlamaConfig(
                vocabulary,
                hidden,
                inner,
                layers,
                heads,
                kvHeads,
                hidden / heads,
                positions,
                1e-5,
                10000,
                false,
                CharacterVocabulary.BEGINNING,
                CharacterVocabulary.END);
    }

    /**
     * Writes a Hugging Face directory, 32-bit floats. No text of this model has a special token in it: their logits are 0
     * and the greatest of the others is above it.
     */
    public static Path write(Path directory, LlamaConfig config, long seed) throws IOException {
        return write(directory, config, DType.F32, seed);
    }

    /** The same in another type; one matrix at a time is in memory. */
    public static Path write(Path directory, LlamaConfig config, DType type, long seed) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("config.json"), config.toJson());
        new CharacterVocabulary(config.vocabSize()).write(directory);
        SplittableRandom random = new SplittableRandom(seed);
        SafetensorsWriter writer = new SafetensorsWriter(type);
        LlamaTensors.shapes(config)
                .forEach((name, shape) -> writer.add(name, () -> values(random, name, shape), shape));
        writer.write(directory.resolve("model.safetensors"));
        return directory;
    }

    /** Uniform around 0, or around 1 for a norm, as wide as keeps hidden states at the same size through the layers. */
    private static float[] values(SplittableRandom random, String name, long[] shape) {
        boolean norm = shape.length == 1;
        boolean embedding = name.equals(LlamaTensors.EMBEDDING);
        double half = norm ? 0.3 : Math.sqrt(3) * (embedding ? 1 : 1.5 / Math.sqrt(shape[1]));
        float[] values = new float[Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact))];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) ((norm ? 1 : 0) + half * (2 * random.nextDouble() - 1));
        }
        if (name.equals("lm_head.weight")) {
            Arrays.fill(values, 0, CharacterVocabulary.SPECIAL * Math.toIntExact(shape[1]), 0);
        }
        return values;
    }
}
