package org.radiologygpt.trainer.lora;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.HashMap;
import java.util.Map;
import org.radiologygpt.model.weights.LlamaConfig;

/**
 * The matrix products that a training step of an adapter cannot do without, and nothing else: each frozen matrix times its
 * input on the way up and times a gradient on the way down, by the same library and the same threads. Attention's products
 * and the adapters' own are left out, which makes the floor faster than the truth.
 */
final class ProductFloor implements AutoCloseable {
    private static final String PRODUCTS = """
              def up(self: __torch__.M, x: Tensor, w: Tensor) -> Tensor:
                return torch.linear(x, w)
              def down(self: __torch__.M, g: Tensor, w: Tensor) -> Tensor:
                return torch.mm(g, w)
            """;

    private final TorchScript script = new TorchScript(PRODUCTS);
    private final TrainableLlama llama;
    private final LlamaConfig config;
    private final NDManager manager;
    private final Map<Long, NDArray> inputs = new HashMap<>();

    /**
     * Of a model.
     *
     * @param tokens of a step, each with a target
     */
    ProductFloor(TrainableLlama llama, LlamaConfig config, int tokens) {
        this.llama = llama;
        this.config = config;
        this.manager = llama.manager().newSubManager();
        for (Projection projection : Projection.values()) {
            for (long width : projection.shape(config)) {
                inputs.computeIfAbsent(width, columns -> values(tokens, columns));
            }
        }
        inputs.put((long) config.vocabSize(), values(tokens, config.vocabSize()));
    }

    private NDArray values(long rows, long columns) {
        float[] values = new float[Math.toIntExact(rows * columns)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (i % 17 - 8) / 8f;
        }
        return manager.create(values, new Shape(rows, columns));
    }

    /** Multiplies once up and once down. Nothing below the first layer's attention asks for a gradient. */
    void multiply() {
        for (int layer = 0; layer < config.layers(); layer++) {
            for (Projection projection : Projection.values()) {
                boolean down = layer > 0 || projection.firstOfInput() != Projection.Q;
                multiply(llama.weight(projection.path(layer) + ".weight"), projection.shape(config), down);
            }
        }
        multiply(llama.head(), new long[] {config.vocabSize(), config.hiddenSize()}, true);
    }

    private void multiply(NDArray weight, long[] shape, boolean down) {
        script.call("up", inputs.get(shape[1]), weight).close();
        if (down) {
            script.call("down", inputs.get(shape[0]), weight).close();
        }
    }

    @Override
    public void close() {
        manager.close();
        script.close();
    }
}
