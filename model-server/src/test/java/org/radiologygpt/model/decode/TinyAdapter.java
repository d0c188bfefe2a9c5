package org.radiologygpt.model.decode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.radiologygpt.model.weights.DType;
import org.radiologygpt.model.weights.SafetensorsWriter;

/** A LoRA adapter of random factors for {@link TinyLlama#GROUPED}. */
final class TinyAdapter {
    private TinyAdapter() {}

    static void write(Path directory, long seed) throws IOException {
        Files.writeString(
                directory.resolve("adapter_config.json"), "{\"peft_type\": \"LORA\", \"r\": 2, \"lora_alpha\": 4}");
        Random random = new Random(seed);
        String q = "base_model.model.model.layers.1.self_attn.q_proj";
        String down = "base_model.model.model.layers.2.mlp.down_proj";
        new SafetensorsWriter(DType.F32)
                .add(q + ".lora_A.weight", gauss(random, 2 * 64), 2, 64)
                .add(q + ".lora_B.weight", gauss(random, 64 * 2), 64, 2)
                .add(down + ".lora_A.weight", gauss(random, 2 * 88), 2, 88)
                .add(down + ".lora_B.weight", gauss(random, 64 * 2), 64, 2)
                .write(directory.resolve("adapter_model.safetensors"));
    }

    private static float[] gauss(Random random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (0.2 * random.nextGaussian());
        }
        return values;
    }
}
