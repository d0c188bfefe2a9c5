package org.radiologygpt.model.graph;

import java.util.Map;
import org.radiologygpt.model.graph.Operators.Residual;
import org.radiologygpt.model.weights.DType;
import org.radiologygpt.model.weights.LlamaConfig;
import org.radiologygpt.model.weights.LlamaTensors;

/**
 * Emits a LLaMA decoder as ONNX.
 *
 * <p>The result holds no weights, only their names: each is an external initializer under its name in the model's
 * safetensors, so that the runtime reads mapped files. Weights of 16 bits are cast in the graph.
 */
public final class LlamaGraph {
    private final LlamaConfig config;
    private final Map<String, DType> types;
    private final OnnxGraph graph = new OnnxGraph();
    private final Operators operators;

    private LlamaGraph(LlamaConfig config, Map<String, DType> types, Dialect dialect, int maxTokens) {
        this.config = config;
        this.types = types;
        operators = dialect.operators(graph, config, maxTokens);
    }

    /**
     * A decoder of one shape; {@link Dialect} says what goes in and out.
     *
     * @param types element type of every tensor that {@link LlamaTensors#shapes} names
     * @param maxTokens longest sequence
     * @return {@code ModelProto}
     */
    public static byte[] emit(LlamaConfig config, Map<String, DType> types, Dialect dialect, int maxTokens) {
        return new LlamaGraph(config, types, dialect, maxTokens).emit();
    }

    private byte[] emit() {
        LlamaTensors.shapes(config).forEach((name, shape) -> graph.external(name, type(name), shape));
        graph.input("input_ids", ElementType.INT64, "batch", "seq");
        operators.declareInputs();
        String embedded =
                graph.op("Gather", LlamaTensors.EMBEDDING, "input_ids").out();
        String stream = toFloat(embedded, LlamaTensors.EMBEDDING);
        Residual residual = new Residual(stream, operators.norm(stream, weight(LlamaTensors.inputNorm(0))));
        for (int layer = 0; layer < config.layers(); layer++) {
            residual = layer(layer, residual);
        }
        String last = graph.op("Gather", residual.normed(), graph.integer(-1))
                .with("axis", 1L)
                .out();
        String logits = operators.linear(last, weight(LlamaTensors.output(config)));
        graph.op("Identity", logits).out("logits");
        graph.output("logits", ElementType.FLOAT, "batch", config.vocabSize());
        return graph.toModel("llama-decoder");
    }

    private Residual layer(int layer, Residual residual) {
        String x = residual.normed();
        String attended = operators.attention(
                layer,
                linear(x, layer, "self_attn.q_proj"),
                linear(x, layer, "self_attn.k_proj"),
                linear(x, layer, "self_attn.v_proj"));
        String projected = linear(attended, layer, "self_attn.o_proj");
        Residual middle = operators.addAndNorm(residual.sum(), projected, weight(LlamaTensors.attentionNorm(layer)));
        String gate = operators.silu(linear(middle.normed(), layer, "mlp.gate_proj"));
        String gated = graph.op("Mul", gate, linear(middle.normed(), layer, "mlp.up_proj"))
                .out();
        String next = layer + 1 < config.layers() ? LlamaTensors.inputNorm(layer + 1) : LlamaTensors.FINAL_NORM;
        return operators.addAndNorm(middle.sum(), linear(gated, layer, "mlp.down_proj"), weight(next));
    }

    private String linear(String x, int layer, String module) {
        String product = operators.linear(x, weight(LlamaTensors.layer(layer, module)));
        return config.biases().has(module)
                ? graph.op("Add", product, weight(LlamaTensors.bias(layer, module)))
                        .out()
                : product;
    }

    private String weight(String name) {
        return toFloat(name, name);
    }

    private String toFloat(String value, String weight) {
        boolean stored = type(weight) == ElementType.FLOAT;
        return stored
                ? value
                : graph.op("Cast", value)
                        .with("to", (long) ElementType.FLOAT.number())
                        .out();
    }

    private ElementType type(String name) {
        return ElementType.of(types.get(name));
    }
}
