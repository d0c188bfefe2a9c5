package org.radiologygpt.trainer.evaluate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.radiologygpt.model.weights.DType;
import org.radiologygpt.model.weights.LlamaConfig;
import org.radiologygpt.model.weights.LlamaTensors;
import org.radiologygpt.model.weights.SafetensorsWriter;

/** A model directory of random weights, without a tokenizer: for speed, which does not depend on what weights say. */
public final class RandomModel {
    private static final LlamaConfig SHAPE =
            new LlamaConfig(32000, 768, 2048, 12, 12, 12, 64, 2048, 1e-5, 10000, false, 1, 2);
    private static final double SPREAD = 0.02;

    private RandomModel() {}

    /** Writes LLaMA's shape with 134 million parameters (85 million of them in the layers) as F16. */
    public static void write(Path directory) throws IOException {
        Files.writeString(directory.resolve("config.json"), SHAPE.toJson());
        Random random = new Random(1);
        SafetensorsWriter writer = new SafetensorsWriter(DType.F16);
        LlamaTensors.shapes(SHAPE).forEach((name, shape) -> writer.add(name, values(random, shape), shape));
        writer.write(directory.resolve("model.safetensors"));
    }

    private static float[] values(Random random, long[] shape) {
        boolean norm = shape.length == 1;
        float[] values = new float[Math.toIntExact(norm ? shape[0] : shape[0] * shape[1])];
        for (int i = 0; i < values.length; i++) {
            values[i] = norm ? 1 : (float) (SPREAD * random.nextGaussian());
        }
        return values;
    }
}
