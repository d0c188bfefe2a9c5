package org.radiologygpt.model.weights;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A model whose tensors are all there, in the shapes its configuration states.
 *
 * @param config shape of the decoder
 * @param tensors by name, exactly those of {@link LlamaTensors#shapes}
 */
public record LlamaWeights(LlamaConfig config, Map<String, Tensor> tensors) {
    public LlamaWeights {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    }

    /**
     * Maps a model directory.
     *
     * @throws ModelFormatException naming the tensor that is missing, mismatched or not part of such a model
     */
    public static LlamaWeights open(Path directory) {
        LlamaConfig config = LlamaConfig.read(directory);
        Safetensors files = Safetensors.openDirectory(directory);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        LlamaTensors.shapes(config).forEach((name, shape) -> tensors.put(name, floats(files.tensor(name, shape))));
        for (String name : files.tensors().keySet()) {
            if (!tensors.containsKey(name) && !redundant(name)) {
                throw new ModelFormatException("tensor " + name + " is not part of a LLaMA decoder of this shape");
            }
        }
        return new LlamaWeights(config, tensors);
    }

    /**
     * This model with an adapter merged into the matrices it names; the others stay mapped.
     *
     * @throws ModelFormatException where the adapter fits no such matrix
     */
    public LlamaWeights merge(LoraAdapter adapter) {
        Map<String, Tensor> merged = new LinkedHashMap<>(tensors);
        for (String name : adapter.targets()) {
            merged.put(name, adapter.merge(target(name)));
        }
        return new LlamaWeights(config, merged);
    }

    /**
     * A tensor that an adapter changes.
     *
     * @throws ModelFormatException where there is none of that name
     */
    public Tensor target(String name) {
        Tensor base = tensors.get(name);
        if (base == null) {
            throw new ModelFormatException("the adapter changes " + name + ", which the base model has not");
        }
        return base;
    }

    /** Stored element type of every tensor. */
    public Map<String, DType> types() {
        Map<String, DType> types = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> types.put(name, tensor.type()));
        return types;
    }

    /** Saved by some versions though derived: rotary frequencies, and the output projection of tied embeddings. */
    private static boolean redundant(String name) {
        return name.endsWith(".rotary_emb.inv_freq") || name.equals("lm_head.weight");
    }

    private static Tensor floats(Tensor tensor) {
        if (!tensor.type().isFloat()) {
            throw new ModelFormatException(
                    "tensor " + tensor.name() + " is " + tensor.type() + ", a float type is needed");
        }
        return tensor;
    }
}
