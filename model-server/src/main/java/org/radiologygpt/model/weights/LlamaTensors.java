package org.radiologygpt.model.weights;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Names and shapes of a LLaMA model's tensors, as Hugging Face's {@code LlamaForCausalLM} saves them. */
public final class LlamaTensors {
    public static final String EMBEDDING = "model.embed_tokens.weight";
    public static final String FINAL_NORM = "model.norm.weight";
    private static final String OUTPUT = "lm_head.weight";

    private LlamaTensors() {}

    /** Weight of a module of a layer, as {@code self_attn.q_proj}. */
    public static String layer(int layer, String module) {
        return "model.layers." + layer + "." + module + ".weight";
    }

    /** Bias of a module of a layer. */
    public static String bias(int layer, String module) {
        return "model.layers." + layer + "." + module + ".bias";
    }

    public static String inputNorm(int layer) {
        return layer(layer, "input_layernorm");
    }

    public static String attentionNorm(int layer) {
        return layer(layer, "post_attention_layernorm");
    }

    /** The output projection: the embedding table where they are tied. */
    public static String output(LlamaConfig config) {
        return config.tiedEmbeddings() ? EMBEDDING : OUTPUT;
    }

    /** The matrices that hidden states are multiplied by: those of the layers, and the output projection. */
    public static Set<String> matrices(LlamaConfig config) {
        Set<String> names = new LinkedHashSet<>();
        shapes(config).forEach((name, shape) -> {
            if (shape.length == 2 && !name.equals(EMBEDDING)) {
                names.add(name);
            }
        });
        names.add(output(config));
        return names;
    }

    /** Every tensor a model of that shape needs; a linear layer is {@code [out, in]}. */
    public static Map<String, long[]> shapes(LlamaConfig config) {
        long hidden = config.hiddenSize();
        Map<String, long[]> shapes = new LinkedHashMap<>();
        shapes.put(EMBEDDING, new long[] {config.vocabSize(), hidden});
        for (int layer = 0; layer < config.layers(); layer++) {
            addLayer(shapes, config, layer);
        }
        shapes.put(FINAL_NORM, new long[] {hidden});
        shapes.put(output(config), new long[] {config.vocabSize(), hidden});
        return shapes;
    }

    private static void addLayer(Map<String, long[]> shapes, LlamaConfig config, int layer) {
        long hidden = config.hiddenSize();
        long inner = config.intermediateSize();
        long queries = (long) config.heads() * config.headDim();
        long keys = (long) config.kvHeads() * config.headDim();
        shapes.put(inputNorm(layer), new long[] {hidden});
        linear(shapes, config, layer, "self_attn.q_proj", queries, hidden);
        linear(shapes, config, layer, "self_attn.k_proj", keys, hidden);
        linear(shapes, config, layer, "self_attn.v_proj", keys, hidden);
        linear(shapes, config, layer, "self_attn.o_proj", hidden, queries);
        shapes.put(attentionNorm(layer), new long[] {hidden});
        linear(shapes, config, layer, "mlp.gate_proj", inner, hidden);
        linear(shapes, config, layer, "mlp.up_proj", inner, hidden);
        linear(shapes, config, layer, "mlp.down_proj", hidden, inner);
    }

    private static void linear(
            Map<String, long[]> shapes, LlamaConfig config, int layer, String module, long out, long in) {
        shapes.put(layer(layer, module), new long[] {out, in});
        if (config.biases().has(module)) {
            shapes.put(bias(layer, module), new long[] {out});
        }
    }
}
