package org.radiologygpt.trainer.lora;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import org.radiologygpt.model.weights.LlamaConfig;
import org.radiologygpt.model.weights.Safetensors;

/** Names and shapes of all tensors, as Hugging Face and PEFT write them, and their first values. */
final class WeightShapes {
    private static final double INITIAL_DEVIATION = 0.02;

    private WeightShapes() {}

    /** Tensors of the decoder, in file order. */
    static Map<String, long[]> base(LlamaConfig config) {
        long hidden = config.hiddenSize();
        Map<String, long[]> shapes = new LinkedHashMap<>();
        shapes.put("model.embed_tokens.weight", new long[] {config.vocabSize(), hidden});
        for (int layer = 0; layer < config.layers(); layer++) {
            shapes.put("model.layers." + layer + ".input_layernorm.weight", new long[] {hidden});
            for (Projection projection : Projection.values()) {
                shapes.put(projection.path(layer) + ".weight", projection.shape(config));
            }
            shapes.put("model.layers." + layer + ".post_attention_layernorm.weight", new long[] {hidden});
        }
        shapes.put("model.norm.weight", new long[] {hidden});
        if (!config.tiedEmbeddings()) {
            shapes.put("lm_head.weight", new long[] {config.vocabSize(), hidden});
        }
        return shapes;
    }

    /** Tensors of an adapter, in file order. */
    static Map<String, long[]> adapter(LlamaConfig config, LoraSpec lora) {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        for (int layer = 0; layer < config.layers(); layer++) {
            for (Projection target : lora.targets()) {
                long[] shape = target.shape(config);
                shapes.put(loraA(target, layer), new long[] {lora.rank(), shape[1]});
                shapes.put(loraB(target, layer), new long[] {shape[0], lora.rank()});
            }
        }
        return shapes;
    }

    static String loraA(Projection target, int layer) {
        return "base_model.model." + target.path(layer) + ".lora_A.weight";
    }

    static String loraB(Projection target, int layer) {
        return "base_model.model." + target.path(layer) + ".lora_B.weight";
    }

    /** Random weights: normal, those that write to the residual stream scaled down by its depth (Radford et al. 2019). */
    static Map<String, float[]> random(LlamaConfig config, long seed) {
        Random random = new Random(seed);
        Map<String, float[]> weights = new LinkedHashMap<>();
        base(config).forEach((name, shape) -> {
            boolean norm = shape.length == 1;
            boolean residual = name.contains("o_proj") || name.contains("down_proj");
            double deviation = INITIAL_DEVIATION / (residual ? Math.sqrt(2.0 * config.layers()) : 1);
            weights.put(name, fill(shape, () -> norm ? 1 : random.nextGaussian() * deviation));
        });
        return weights;
    }

    /** A fresh adapter, which changes nothing: A uniform as PEFT draws it, B zero. */
    static Map<String, float[]> freshAdapter(LlamaConfig config, LoraSpec lora, long seed) {
        Random random = new Random(seed);
        Map<String, float[]> weights = new LinkedHashMap<>();
        adapter(config, lora).forEach((name, shape) -> {
            double bound = 1 / Math.sqrt(shape[1]);
            boolean zero = name.endsWith("lora_B.weight");
            weights.put(name, fill(shape, () -> zero ? 0 : (2 * random.nextDouble() - 1) * bound));
        });
        return weights;
    }

    /** The tensors of a directory or file, all checked against these shapes, each read when asked for. */
    static Function<String, float[]> reading(Safetensors file, Map<String, long[]> shapes) {
        shapes.forEach(file::tensor);
        return name -> file.tensor(name, shapes.get(name)).toFloats();
    }

    private static float[] fill(long[] shape, DoubleSupplier value) {
        int count = 1;
        for (long dimension : shape) {
            count = Math.multiplyExact(count, Math.toIntExact(dimension));
        }
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) value.getAsDouble();
        }
        return values;
    }
}
