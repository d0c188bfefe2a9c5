package org.radiologygpt.model.bench.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.radiologygpt.model.weights.DType;
import org.radiologygpt.model.weights.LlamaConfig;
import org.radiologygpt.model.weights.LlamaTensors;
import org.radiologygpt.model.weights.SafetensorsWriter;

/**
 * A LoRA adapter of random factors for queries and values, written as PEFT does: modules and rank that {@code serve}
 * has room for without further options.
 *
 * @param seed of the factors
 * @param spread standard deviation of the factors
 */
public record AdapterFile(long seed, double spread) {
    public static final int RANK = 8;

    /** Writes a directory. */
    public void write(Path directory, LlamaConfig config) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(
                directory.resolve("adapter_config.json"),
                "{\"peft_type\": \"LORA\", \"r\": " + RANK + ", \"lora_alpha\": " + 2 * RANK + "}");
        Random random = new Random(seed);
        SafetensorsWriter writer = new SafetensorsWriter(DType.F32);
        LlamaTensors.shapes(config).forEach((name, shape) -> {
            if (name.endsWith(".q_proj.weight") || name.endsWith(".v_proj.weight")) {
                String module = "base_model.model." + name.substring(0, name.length() - ".weight".length());
                writer.add(module + ".lora_A.weight", values(random, RANK * shape[1]), RANK, shape[1]);
                writer.add(module + ".lora_B.weight", values(random, shape[0] * RANK), shape[0], RANK);
            }
        });
        writer.write(directory.resolve("adapter_model.safetensors"));
    }

    private float[] values(Random random, long count) {
        float[] values = new float[(int) count];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (spread * random.nextGaussian());
        }
        return values;
    }
}
