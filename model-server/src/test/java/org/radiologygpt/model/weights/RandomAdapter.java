package org.radiologygpt.model.weights;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * A LoRA adapter of random factors for every layer of a model, written as PEFT does.
 *
 * @param rank of the factors
 * @param alpha of the scale
 * @param stabilised whether rank-stabilised
 * @param modules that it changes
 * @param spread standard deviation of the factors
 * @param seed of the factors
 */
public record RandomAdapter(
        int rank, double alpha, boolean stabilised, List<String> modules, double spread, long seed) {

    /** Rank 4, alpha 8, queries and values, strong enough that answers differ. */
    public static RandomAdapter strong(long seed) {
        return new RandomAdapter(4, 8, false, List.of("q_proj", "v_proj", "down_proj"), 0.3, seed);
    }

    public Path write(Path directory, LlamaConfig config) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(
                directory.resolve("adapter_config.json"),
                "{\"peft_type\": \"LORA\", \"r\": " + rank + ", \"lora_alpha\": " + alpha + ", \"use_rslora\": "
                        + stabilised + "}");
        Random random = new Random(seed);
        SafetensorsWriter writer = new SafetensorsWriter(DType.F32);
        LlamaTensors.shapes(config).forEach((name, shape) -> {
            if (modules.contains(AdapterLimits.module(name))) {
                String module = "base_model.model." + name.substring(0, name.length() - ".weight".length());
                writer.add(module + ".lora_A.weight", values(random, rank * shape[1]), rank, shape[1]);
                writer.add(module + ".lora_B.weight", values(random, shape[0] * rank), shape[0], rank);
            }
        });
        writer.write(directory.resolve("adapter_model.safetensors"));
        return directory;
    }

    private float[] values(Random random, long count) {
        float[] values = new float[(int) count];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (spread * random.nextGaussian());
        }
        return values;
    }
}
