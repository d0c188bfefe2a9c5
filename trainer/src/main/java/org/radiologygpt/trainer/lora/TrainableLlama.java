package org.radiologygpt.trainer.lora;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import org.radiologygpt.model.weights.LlamaConfig;

/** A LLaMA decoder whose weights, or whose LoRA adapter, receive gradients. */
final class TrainableLlama implements AutoCloseable {
    private static final String EMBEDDING = "model.embed_tokens.weight";

    private final LlamaConfig config;
    private final Optional<LoraSpec> lora;
    private final NDManager manager;
    private final TorchScript script;
    private final DropoutMasks masks;
    private final Map<String, NDArray> base = new LinkedHashMap<>();
    private final Map<String, NDArray> adapter = new LinkedHashMap<>();
    private final NDArray cos;
    private final NDArray sin;

    /**
     * Copies weights into native memory, one tensor after the other: a large model does not fit twice.
     *
     * @param baseWeights tensors by name
     * @param adapterWeights tensors of the adapter by their names in PEFT; not asked where all weights are trained
     */
    TrainableLlama(
            LlamaConfig config,
            Optional<LoraSpec> lora,
            Function<String, float[]> baseWeights,
            Function<String, float[]> adapterWeights) {
        this.config = config;
        this.lora = lora;
        this.manager = NDManager.newBaseManager("PyTorch");
        this.script = new TorchScript(new LayerScript(config, lora).text());
        this.masks = new DropoutMasks(script, lora);
        WeightShapes.base(config)
                .forEach((name, shape) -> base.put(name, own(baseWeights.apply(name), shape, lora.isEmpty())));
        lora.ifPresent(spec -> WeightShapes.adapter(config, spec)
                .forEach((name, shape) -> adapter.put(name, own(adapterWeights.apply(name), shape, true))));
        this.cos = rotary(Math::cos);
        this.sin = rotary(Math::sin);
    }

    /** An array over a Java buffer is freed too early for autograd; a duplicate owns native memory. */
    private NDArray own(float[] values, long[] shape, boolean gradient) {
        try (NDArray borrowed = manager.create(values, new Shape(shape))) {
            NDArray owned = borrowed.duplicate();
            owned.setRequiresGradient(gradient);
            return owned;
        }
    }

    private NDArray rotary(DoubleUnaryOperator function) {
        int half = config.headDim() / 2;
        float[] table = new float[config.maxPositions() * config.headDim()];
        for (int position = 0; position < config.maxPositions(); position++) {
            for (int i = 0; i < half; i++) {
                double angle = position * Math.pow(config.ropeTheta(), -2.0 * i / config.headDim());
                float value = (float) function.applyAsDouble(angle);
                table[position * config.headDim() + i] = value;
                table[position * config.headDim() + half + i] = value;
            }
        }
        return own(table, new long[] {config.maxPositions(), config.headDim()}, false);
    }

    /** Arrays that are trained, by their file names. */
    Map<String, NDArray> trained() {
        return lora.isPresent() ? adapter : base;
    }

    /**
     * Weighted cross entropy of a batch, divided by {@code total}. Belongs to the given manager.
     *
     * @param seed of dropout
     */
    NDArray loss(NDManager step, TokenBatch batch, double total, long seed) {
        NDArray x = embed(step, batch);
        for (int layer = 0; layer < config.layers(); layer++) {
            x = layer(x, layer, seed);
        }
        return loss(step, x, batch, total);
    }

    /** What the first layer sees: {@code [batch, seq, hidden]}. */
    NDArray embed(NDManager step, TokenBatch batch) {
        return script.call("embed", batch.ids(step), base.get(EMBEDDING));
    }

    /** One layer in training; the same seed gives the same dropout. */
    NDArray layer(NDArray x, int layer, long seed) {
        List<NDArray> arguments = arguments(x, layer);
        List<NDArray> drawn = masks.draw(x, DropoutMasks.seed(seed, layer));
        arguments.addAll(drawn);
        NDArray y = script.call("layer", arguments.toArray(NDArray[]::new));
        drawn.forEach(NDArray::close);
        return y;
    }

    /** The loss of what the last layer gave. */
    NDArray loss(NDManager step, NDArray hidden, TokenBatch batch, double total) {
        return script.call(
                "loss",
                hidden,
                step.create(batch.rows()),
                step.create(batch.targets()),
                batch.weights(step, total),
                base.get("model.norm.weight"),
                head());
    }

    /** Per target its cross entropy, then 1 where it is the most likely token: {@code [2, targets]}. */
    float[] score(TokenBatch batch) {
        try (NDManager step = manager.newSubManager()) {
            NDArray hidden = embed(step, batch);
            for (int layer = 0; layer < config.layers(); layer++) {
                hidden = script.call("layer_eval", arguments(hidden, layer).toArray(NDArray[]::new));
            }
            return script.call(
                            "score",
                            hidden,
                            step.create(batch.rows()),
                            step.create(batch.targets()),
                            base.get("model.norm.weight"),
                            head())
                    .toFloatArray();
        }
    }

    private List<NDArray> arguments(NDArray x, int layer) {
        String prefix = "model.layers." + layer;
        List<NDArray> arguments = new ArrayList<>(List.of(x, cos, sin));
        arguments.add(base.get(prefix + ".input_layernorm.weight"));
        arguments.add(base.get(prefix + ".post_attention_layernorm.weight"));
        for (Projection projection : Projection.values()) {
            arguments.add(base.get(projection.path(layer) + ".weight"));
        }
        lora.ifPresent(spec -> spec.targets().forEach(target -> {
            arguments.add(adapter.get(WeightShapes.loraA(target, layer)));
            arguments.add(adapter.get(WeightShapes.loraB(target, layer)));
        }));
        return arguments;
    }

    /** A tensor of the base. */
    NDArray weight(String name) {
        return base.get(name);
    }

    /** The output projection {@code [vocabulary, hidden]}. */
    NDArray head() {
        return base.get(config.tiedEmbeddings() ? EMBEDDING : "lm_head.weight");
    }

    int layers() {
        return config.layers();
    }

    /** Whether there is something to train below the first layer. */
    boolean trainsEmbedding() {
        return lora.isEmpty();
    }

    NDManager manager() {
        return manager;
    }

    TorchScript script() {
        return script;
    }

    @Override
    public void close() {
        manager.close();
        script.close();
    }
}
