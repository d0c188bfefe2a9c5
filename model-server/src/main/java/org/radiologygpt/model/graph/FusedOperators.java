package org.radiologygpt.model.graph;

import org.radiologygpt.model.quantize.BlockLayout;
import org.radiologygpt.model.weights.LlamaConfig;

/** {@link Dialect#FUSED}: operators of ONNX Runtime ("ContribOperators.md" there describes each). */
final class FusedOperators implements Operators {
    private final OnnxGraph graph;
    private final LlamaConfig config;
    private final int maxTokens;

    FusedOperators(OnnxGraph graph, LlamaConfig config, int maxTokens) {
        this.graph = graph;
        this.config = config;
        this.maxTokens = maxTokens;
    }

    @Override
    public void declareInputs() {
        graph.input("seqlens_k", ElementType.INT32, "batch");
        graph.input("total_sequence_length", ElementType.INT32);
        RotaryTable rotary = RotaryTable.of(config, maxTokens);
        graph.constant("rotary.cos", rotary.cos(), maxTokens, config.headDim() / 2);
        graph.constant("rotary.sin", rotary.sin(), maxTokens, config.headDim() / 2);
    }

    @Override
    public String linear(String x, String weight) {
        return graph.microsoft("FusedMatMul", x, weight).with("transB", 1L).out();
    }

    /** Accuracy level 4 rounds hidden states to 8 bits, 0 keeps them ("ContribOperators.md", MatMulNBits). */
    @Override
    public String linear(String x, String blocks, String scales, BlockLayout layout) {
        return graph.microsoft("MatMulNBits", x, blocks, scales)
                .with("K", (long) layout.columns())
                .with("N", (long) layout.rows())
                .with("bits", (long) layout.precision().bits())
                .with("block_size", (long) layout.precision().block())
                .with("accuracy_level", layout.precision().exact() ? 0L : 4L)
                .out();
    }

    @Override
    public String norm(String x, String gamma) {
        return graph.op("SimplifiedLayerNormalization", x, gamma)
                .with("epsilon", (float) config.normEpsilon())
                .out();
    }

    @Override
    public Residual addAndNorm(String residual, String delta, String gamma) {
        String[] outputs = graph.microsoft("SkipSimplifiedLayerNormalization", residual, delta, gamma)
                .with("epsilon", (float) config.normEpsilon())
                .out(graph.fresh("normed"), "", "", graph.fresh("sum"));
        return new Residual(outputs[3], outputs[0]);
    }

    @Override
    public String silu(String x) {
        return graph.microsoft("QuickGelu", x).with("alpha", 1f).out();
    }

    @Override
    public String attention(int layer, String query, String key, String value) {
        String pastKey = cache(CacheNames.pastKey(layer), true);
        String pastValue = cache(CacheNames.pastValue(layer), true);
        String presentKey = cache(CacheNames.presentKey(layer), false);
        String presentValue = cache(CacheNames.presentValue(layer), false);
        return graph.microsoft(
                        "GroupQueryAttention",
                        query,
                        key,
                        value,
                        pastKey,
                        pastValue,
                        "seqlens_k",
                        "total_sequence_length",
                        "rotary.cos",
                        "rotary.sin")
                .with("num_heads", (long) config.heads())
                .with("kv_num_heads", (long) config.kvHeads())
                .with("do_rotary", 1L)
                .out(graph.fresh("attention"), presentKey, presentValue)[0];
    }

    private String cache(String name, boolean input) {
        Object[] shape = {"batch", config.kvHeads(), maxTokens, config.headDim()};
        if (input) {
            return graph.input(name, ElementType.FLOAT, shape);
        }
        graph.output(name, ElementType.FLOAT, shape);
        return name;
    }
}
