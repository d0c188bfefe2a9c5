package org.radiologygpt.model.decode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.radiologygpt.model.weights.Biases;
import org.radiologygpt.model.weights.DType;
import org.radiologygpt.model.weights.LlamaConfig;
import org.radiologygpt.model.weights.LlamaTensors;
import org.radiologygpt.model.weights.RotaryScaling;
import org.radiologygpt.model.weights.SafetensorsWriter;

/** Small models of random weights, written as a Hugging Face directory. */
public final class TinyLlama {
    public static final LlamaConfig GROUPED = config(4, 2, 16, false);
    public static final LlamaConfig MULTI_HEAD = config(4, 4, 16, false);
    public static final LlamaConfig TIED = config(4, 1, 32, true);
    public static final LlamaConfig NARROW_HEADS = config(4, 2, 8, true);

    /** Qwen2's biases. */
    public static final LlamaConfig QWEN = with(new RotaryScaling.None(), new Biases(true, false, false));

    public static final LlamaConfig BIASED = with(new RotaryScaling.Linear(4), new Biases(true, true, true));

    /** Waves shorter, longer and between, within few positions. */
    public static final LlamaConfig LLAMA3 = with(new RotaryScaling.Llama3(8, 1, 4, 24), Biases.NONE);

    private TinyLlama() {}

    private static LlamaConfig with(RotaryScaling scaling, Biases biases) {
        return new LlamaConfig(97, 64, 88, 3, 4, 2, 16, 64, 1e-5, 500, false, 1, 2, scaling, biases);
    }

    static LlamaConfig config(int heads, int kvHeads, int headDim, boolean tied) {
        return new LlamaConfig(97, 64, 88, 3, heads, kvHeads, headDim, 64, 1e-5, 10000, tied, 1, 2);
    }

    public static Path write(Path directory, LlamaConfig config, DType type, long seed) throws IOException {
        Files.writeString(directory.resolve("config.json"), config.toJson());
        Random random = new Random(seed);
        SafetensorsWriter writer = new SafetensorsWriter(type);
        LlamaTensors.shapes(config).forEach((name, shape) -> writer.add(name, values(random, name, shape), shape));
        writer.write(directory.resolve("model.safetensors"));
        return directory;
    }

    private static float[] values(Random random, String name, long[] shape) {
        int count = 1;
        for (long dimension : shape) {
            count *= (int) dimension;
        }
        boolean norm = name.contains("norm");
        double spread = norm ? 0.2 : name.contains("embed") || shape.length == 1 ? 1 : 1 / Math.sqrt(shape[1]);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) ((norm ? 1 : 0) + spread * random.nextGaussian());
        }
        return values;
    }

    public static int[] tokens(LlamaConfig config, int count, long seed) {
        return new Random(seed).ints(count, 0, config.vocabSize()).toArray();
    }
}
