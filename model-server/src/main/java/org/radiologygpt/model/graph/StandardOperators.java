package org.radiologygpt.model.graph;

import org.radiologygpt.model.quantize.BlockLayout;
import org.radiologygpt.model.weights.LlamaConfig;
import org.radiologygpt.model.weights.ModelFormatException;

/**
 * {@link Dialect#STANDARD}: opset 17 alone.
 *
 * <p>Attention takes past and new tokens as two segments: their scores are put side by side for one softmax, never their
 * keys and values, so that the cache is read where it lies. What no row may see is chosen away, not added to: keys left
 * from another sequence may be infinite.
 */
final class StandardOperators implements Operators {
    private final OnnxGraph graph;
    private final LlamaConfig config;
    private final ElementType type;
    private final int positions;
    private final String epsilon;
    private final String hidden;
    private String scale = "";
    private String cos = "";
    private String sin = "";
    private String visible = "";
    private String pastTokens = "";

    /**
     * In one element type.
     *
     * @param type of hidden states and cache
     * @param positions that tokens may have
     */
    StandardOperators(OnnxGraph graph, LlamaConfig config, ElementType type, int positions) {
        this.graph = graph;
        this.config = config;
        this.type = type;
        this.positions = positions;
        epsilon = graph.constant("epsilon", new float[] {(float) config.normEpsilon()});
        hidden = graph.constant("hidden", new float[] {-1e30f});
    }

    @Override
    public void declareInputs() {
        graph.input(PassNames.PAST_LENGTHS, ElementType.INT64, "batch");
        scale = typed(graph.constant("scale", new float[] {(float) (1 / Math.sqrt(config.headDim()))}));
        RotaryTable table = RotaryTable.of(config, positions);
        String cosTable = graph.constant("rotary.cos", table.cos(), positions, config.headDim() / 2);
        String sinTable = graph.constant("rotary.sin", table.sin(), positions, config.headDim() / 2);
        String past = unsqueeze(PassNames.PAST_LENGTHS, 1);
        String newTokens = range(dimension(PassNames.INPUT_IDS, 1));
        String position = graph.op("Add", past, newTokens).out();
        cos = unsqueeze(typed(graph.op("Gather", cosTable, position).out()), 2);
        sin = unsqueeze(typed(graph.op("Gather", sinTable, position).out()), 2);
        declareCaches();
        pastTokens = vector(dimension(CacheNames.pastKey(0), 1));
        visible = visible(past, newTokens);
    }

    private void declareCaches() {
        for (int layer = 0; layer < config.layers(); layer++) {
            Object[] past = {"batch", "past", config.kvHeads(), config.headDim()};
            graph.input(CacheNames.pastKey(layer), type, past);
            graph.input(CacheNames.pastValue(layer), type, past);
            Object[] present = {"batch", "seq", config.kvHeads(), config.headDim()};
            graph.output(CacheNames.presentKey(layer), type, present);
            graph.output(CacheNames.presentValue(layer), type, present);
        }
    }

    /** Which tokens each new one sees, bool {@code [batch, 1, 1, seq, past + seq]}. */
    private String visible(String pastLengths, String newTokens) {
        String past = range(dimension(CacheNames.pastKey(0), 1));
        String seq = dimension(PassNames.INPUT_IDS, 1);
        String batch = dimension(PassNames.INPUT_IDS, 0);
        String held = unsqueeze(graph.op("Less", past, pastLengths).out(), 1);
        String causal =
                graph.op("LessOrEqual", newTokens, unsqueeze(newTokens, 1)).out();
        String heldRows = graph.op("Expand", held, vector(batch, seq, dimension(CacheNames.pastKey(0), 1)))
                .out();
        String causalRows = graph.op("Expand", unsqueeze(causal, 0), vector(batch, seq, seq))
                .out();
        return unsqueeze(
                graph.op("Concat", heldRows, causalRows).with("axis", 2L).out(), 1, 2);
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
        String wide = cast(x, type, ElementType.FLOAT);
        String squares = graph.op("Mul", wide, wide).out();
        String mean =
                graph.op("ReduceMean", squares).with("axes", new long[] {-1}).out();
        String root = graph.op("Sqrt", graph.op("Add", mean, epsilon).out()).out();
        return product(typed(graph.op("Div", wide, root).out()), gamma);
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
        String grouped = reshape(product(rotated, scale), 0, 0, config.kvHeads(), group, config.headDim());
        // Grouped queries [batch, kvHeads, group, seq, headDim] meet their one key head by broadcasting.
        String q = transpose(grouped, 0, 2, 3, 1, 4);
        String weights = weights(scores(q, CacheNames.pastKey(layer)), scores(q, newKey));
        String attended = graph.op(
                        "Add",
                        weighted(slice(weights, graph.integers(0), pastTokens), CacheNames.pastValue(layer)),
                        weighted(slice(weights, pastTokens, graph.integers(Long.MAX_VALUE)), newValue))
                .out();
        return reshape(transpose(attended, 0, 3, 1, 2, 4), 0, 0, (long) config.heads() * config.headDim());
    }

    private String scores(String q, String keys) {
        return graph.op("MatMul", q, transpose(unsqueeze(keys, 3), 0, 2, 3, 4, 1))
                .out();
    }

    private String weights(String pastScores, String newScores) {
        String scores =
                graph.op("Concat", pastScores, newScores).with("axis", -1L).out();
        String seen = graph.op("Where", visible, cast(scores, type, ElementType.FLOAT), hidden)
                .out();
        return typed(graph.op("Softmax", seen).with("axis", -1L).out());
    }

    private String weighted(String weights, String values) {
        return graph.op("MatMul", weights, transpose(unsqueeze(values, 3), 0, 2, 3, 1, 4))
                .out();
    }

    private String slice(String x, String from, String to) {
        return graph.op("Slice", x, from, to, graph.integers(-1)).out();
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

    /** What was computed in 32 bits, in the type of hidden states. */
    private String typed(String x) {
        return cast(x, ElementType.FLOAT, type);
    }

    private String cast(String x, ElementType from, ElementType to) {
        return from == to
                ? x
                : graph.op("Cast", x).with("to", (long) to.number()).out();
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
