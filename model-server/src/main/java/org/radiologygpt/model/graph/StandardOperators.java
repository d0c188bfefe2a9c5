package org.radiologygpt.model.graph;

import org.radiologygpt.model.quantize.BlockLayout;
import org.radiologygpt.model.weights.LlamaConfig;
import org.radiologygpt.model.weights.ModelFormatException;

/** {@link Dialect#STANDARD}: opset 17 alone. */
final class StandardOperators implements Operators {
    private final OnnxGraph graph;
    private final LlamaConfig config;
    private final int maxTokens;
    private final String epsilon;
    private final String scale;
    private String cos = "";
    private String sin = "";
    private String mask = "";

    StandardOperators(OnnxGraph graph, LlamaConfig config, int maxTokens) {
        this.graph = graph;
        this.config = config;
        this.maxTokens = maxTokens;
        epsilon = graph.constant("epsilon", new float[] {(float) config.normEpsilon()});
        scale = graph.constant("scale", new float[] {(float) (1 / Math.sqrt(config.headDim()))});
    }

    @Override
    public void declareInputs() {
        graph.input("past_lengths", ElementType.INT64, "batch");
        RotaryTable table = RotaryTable.of(config, maxTokens);
        String cosTable = graph.constant("rotary.cos", table.cos(), maxTokens, config.headDim() / 2);
        String sinTable = graph.constant("rotary.sin", table.sin(), maxTokens, config.headDim() / 2);
        String past = unsqueeze("past_lengths", 1);
        String newTokens = range(dimension("input_ids", 1));
        String positions = graph.op("Add", past, newTokens).out();
        cos = unsqueeze(graph.op("Gather", cosTable, positions).out(), 2);
        sin = unsqueeze(graph.op("Gather", sinTable, positions).out(), 2);
        declareCaches();
        mask = mask(past, newTokens);
    }

    private void declareCaches() {
        for (int layer = 0; layer < config.layers(); layer++) {
            Object[] past = {"batch", "past", config.kvHeads(), config.headDim()};
            graph.input(CacheNames.pastKey(layer), ElementType.FLOAT, past);
            graph.input(CacheNames.pastValue(layer), ElementType.FLOAT, past);
            Object[] present = {"batch", "seq", config.kvHeads(), config.headDim()};
            graph.output(CacheNames.presentKey(layer), ElementType.FLOAT, present);
            graph.output(CacheNames.presentValue(layer), ElementType.FLOAT, present);
        }
    }

    /** What is added to the scores, {@code [batch, 1, 1, seq, past + seq]}: 0 where visible, else very negative. */
    private String mask(String pastLengths, String newTokens) {
        String pastTokens = range(dimension(CacheNames.pastKey(0), 1));
        String seq = dimension("input_ids", 1);
        String batch = dimension("input_ids", 0);
        String held = unsqueeze(graph.op("Less", pastTokens, pastLengths).out(), 1);
        String causal =
                graph.op("LessOrEqual", newTokens, unsqueeze(newTokens, 1)).out();
        String heldRows = graph.op("Expand", held, vector(batch, seq, dimension(CacheNames.pastKey(0), 1)))
                .out();
        String causalRows = graph.op("Expand", unsqueeze(causal, 0), vector(batch, seq, seq))
                .out();
        String visible =
                graph.op("Concat", heldRows, causalRows).with("axis", 2L).out();
        String zero = graph.constant("visible", new float[] {0});
        String never = graph.constant("hidden", new float[] {-1e30f});
        return unsqueeze(graph.op("Where", visible, zero, never).out(), 1, 2);
    }

    @Override
    public String linear(String x, String weight) {
        String transposed = graph.op("Transpose", weight).with("perm", 1L, 0L).out();
        return graph.op("MatMul", x, transposed).out();
    }

    @Override
    public String linear(String x, String blocks, String scales, BlockLayout layout) {
        throw new ModelFormatException("the standard dialect has no weights in " + layout.precision() + ", only f32");
    }

    @Override
    public String norm(String x, String gamma) {
        String squares = graph.op("Mul", x, x).out();
        String mean =
                graph.op("ReduceMean", squares).with("axes", new long[] {-1}).out();
        String root = graph.op("Sqrt", graph.op("Add", mean, epsilon).out()).out();
        return graph.op("Mul", graph.op("Div", x, root).out(), gamma).out();
    }

    @Override
    public Residual addAndNorm(String residual, String delta, String gamma) {
        String sum = graph.op("Add", residual, delta).out();
        return new Residual(sum, norm(sum, gamma));
    }

    @Override
    public String silu(String x) {
        return graph.op("Mul", x, graph.op("Sigmoid", x).out()).out();
    }

    @Override
    public String attention(int layer, String query, String key, String value) {
        int group = config.heads() / config.kvHeads();
        String newKey = rotate(reshape(key, 0, 0, config.kvHeads(), config.headDim()));
        String newValue = reshape(value, 0, 0, config.kvHeads(), config.headDim());
        graph.op("Identity", newKey).out(CacheNames.presentKey(layer));
        graph.op("Identity", newValue).out(CacheNames.presentValue(layer));
        String rotated = rotate(reshape(query, 0, 0, config.heads(), config.headDim()));
        String grouped = reshape(rotated, 0, 0, config.kvHeads(), group, config.headDim());
        // Grouped queries [batch, kvHeads, group, seq, headDim] meet their one key head by broadcasting.
        String q = transpose(grouped, 0, 2, 3, 1, 4);
        String k = transpose(all(CacheNames.pastKey(layer), newKey), 0, 2, 3, 4, 1);
        String v = transpose(all(CacheNames.pastValue(layer), newValue), 0, 2, 3, 1, 4);
        String scores = graph.op("Mul", graph.op("MatMul", q, k).out(), scale).out();
        String masked = graph.op("Add", scores, mask).out();
        String weights = graph.op("Softmax", masked).with("axis", -1L).out();
        String attended = transpose(graph.op("MatMul", weights, v).out(), 0, 3, 1, 2, 4);
        return reshape(attended, 0, 0, (long) config.heads() * config.headDim());
    }

    /** Past and new tokens with a dimension for the group: {@code [batch, past + seq, kvHeads, 1, headDim]}. */
    private String all(String past, String added) {
        return unsqueeze(graph.op("Concat", past, added).with("axis", 1L).out(), 3);
    }

    /** Rotates halves of each head, {@code [batch, seq, heads, headDim]}, as Hugging Face lays them out. */
    private String rotate(String x) {
        String[] halves = graph.op("Split", x).with("axis", -1L).out(graph.fresh("half"), graph.fresh("half"));
        String first = graph.op("Sub", product(halves[0], cos), product(halves[1], sin))
                .out();
        String second = graph.op("Add", product(halves[1], cos), product(halves[0], sin))
                .out();
        return graph.op("Concat", first, second).with("axis", -1L).out();
    }

    private String product(String a, String b) {
        return graph.op("Mul", a, b).out();
    }

    private String reshape(String x, long... shape) {
        return graph.op("Reshape", x, graph.integers(shape)).out();
    }

    private String transpose(String x, long... order) {
        return graph.op("Transpose", x).with("perm", order).out();
    }

    private String unsqueeze(String x, long... axes) {
        return graph.op("Unsqueeze", x, graph.integers(axes)).out();
    }

    private String dimension(String x, int axis) {
        return graph.op("Gather", graph.op("Shape", x).out(), graph.integer(axis))
                .out();
    }

    private String range(String count) {
        return graph.op("Range", graph.integer(0), count, graph.integer(1)).out();
    }

    private String vector(String... scalars) {
        String[] parts = new String[scalars.length];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = unsqueeze(scalars[i], 0);
        }
        return graph.op("Concat", parts).with("axis", 0L).out();
    }
}
