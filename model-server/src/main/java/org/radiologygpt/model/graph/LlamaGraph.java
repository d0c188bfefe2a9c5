package org.radiologygpt.model.graph;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.radiologygpt.model.graph.Operators.Residual;
import org.radiologygpt.model.quantize.BlockLayout;
import org.radiologygpt.model.quantize.Precision;
import org.radiologygpt.model.weights.AdapterLimits;
import org.radiologygpt.model.weights.DType;
import org.radiologygpt.model.weights.LlamaConfig;
import org.radiologygpt.model.weights.LlamaTensors;

/**
 * Emits a LLaMA decoder as ONNX.
 *
 * <p>The result holds no weights, only their names and places: each is an external initializer under its name in the model's
 * safetensors, so that the runtime reads mapped files. Weights of 16 bits are cast in the graph; a quantised matrix is two
 * initializers, named by {@link BlockLayout}.
 *
 * <p>Where there is room for adapters, each matrix that one may change gets two more inputs ({@link AdapterNames}) and
 * y += where(mask, x · A, 0) · B. A choice and no product with 0: what overflows in one adapter's columns must not become
 * NaN in the rows of another.
 */
public final class LlamaGraph {
    private static final String NO_ADAPTER = "lora_none";

    private final LlamaConfig config;
    private final Map<String, DType> types;
    private final Precision precision;
    private final Map<String, long[]> shapes;
    private final Set<String> matrices;
    private final AdapterLimits adapters;
    private final Map<String, long[]> adapted;
    private final OnnxGraph graph;
    private final Operators operators;
    private final ElementType computed;
    private final GraphEnd end;
    private String none = "";

    private LlamaGraph(
            LlamaConfig config,
            Map<String, DType> types,
            OnnxGraph graph,
            Operators operators,
            Precision precision,
            AdapterLimits adapters,
            Optional<DeviceForm> form) {
        this.config = config;
        this.types = types;
        this.graph = graph;
        this.operators = operators;
        this.precision = precision;
        shapes = LlamaTensors.shapes(config);
        matrices = LlamaTensors.matrices(config);
        this.adapters = adapters;
        adapted = adapters.matrices(config);
        computed = form.map(DeviceForm::type).map(ElementType::of).orElse(ElementType.FLOAT);
        end = new GraphEnd(graph, config, form);
    }

    /**
     * A decoder of one shape; {@link Dialect} says what goes in and out.
     *
     * @param types element type of every tensor that {@link LlamaTensors#shapes} names
     * @param maxTokens longest sequence
     * @return {@code ModelProto}
     */
    public static byte[] emit(LlamaConfig config, Map<String, DType> types, Dialect dialect, int maxTokens) {
        return emit(config, types, Precision.F32, dialect, maxTokens);
    }

    /**
     * A decoder of one shape whose linear layers are of a precision.
     *
     * @param types element type of every tensor that {@link LlamaTensors#shapes} names and that is not quantised
     * @throws org.radiologygpt.model.weights.ModelFormatException where the dialect cannot express the precision
     */
    public static byte[] emit(
            LlamaConfig config, Map<String, DType> types, Precision precision, Dialect dialect, int maxTokens) {
        return emit(config, types, Map.of(), precision, dialect, maxTokens, AdapterLimits.NONE);
    }

    /**
     * A decoder of one shape with room for adapters.
     *
     * @param types element type of every tensor that {@link LlamaTensors#shapes} names and that is not quantised
     * @param files where the runtime finds tensors that it does not get as memory
     * @throws org.radiologygpt.model.weights.ModelFormatException where the dialect cannot express the precision
     */
    public static byte[] emit(
            LlamaConfig config,
            Map<String, DType> types,
            Map<String, ExternalData> files,
            Precision precision,
            Dialect dialect,
            int maxTokens,
            AdapterLimits adapters) {
        OnnxGraph graph = new OnnxGraph(files);
        Operators operators = dialect.operators(graph, config, maxTokens);
        return new LlamaGraph(config, types, graph, operators, precision, adapters, Optional.empty()).emit();
    }

    /**
     * A decoder as a device wants it, with room for adapters.
     *
     * @param types element type of every tensor that {@link LlamaTensors#shapes} names
     * @param files where the runtime finds tensors that it does not get as memory
     */
    public static byte[] emit(
            LlamaConfig config,
            Map<String, DType> types,
            Map<String, ExternalData> files,
            DeviceForm form,
            AdapterLimits adapters) {
        OnnxGraph graph = new OnnxGraph(files);
        Operators operators = new StandardOperators(graph, config, ElementType.of(form.type()), form.positions());
        return new LlamaGraph(config, types, graph, operators, Precision.F32, adapters, Optional.of(form)).emit();
    }

    private byte[] emit() {
        shapes.forEach(this::declare);
        graph.input(PassNames.INPUT_IDS, ElementType.INT64, "batch", "seq");
        operators.declareInputs();
        declareAdapters();
        String embedded =
                graph.op("Gather", LlamaTensors.EMBEDDING, PassNames.INPUT_IDS).out();
        String stream = asComputed(embedded, LlamaTensors.EMBEDDING);
        Residual residual = new Residual(stream, operators.norm(stream, weight(LlamaTensors.inputNorm(0))));
        for (int layer = 0; layer < config.layers(); layer++) {
            residual = layer(layer, residual);
        }
        String logits = product(end.chosen(residual.normed()), LlamaTensors.output(config));
        end.tell(cast(logits, computed, ElementType.FLOAT));
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
        String matrix = LlamaTensors.layer(layer, module);
        String product = product(x, matrix);
        String sum = config.biases().has(module)
                ? graph.op("Add", product, weight(LlamaTensors.bias(layer, module)))
                        .out()
                : product;
        return adapted.containsKey(matrix)
                ? graph.op("Add", sum, adaptation(x, matrix)).out()
                : sum;
    }

    private String adaptation(String x, String matrix) {
        String inner = graph.op("MatMul", x, AdapterNames.a(matrix)).out();
        String own = graph.op("Where", AdapterNames.MASK, inner, none).out();
        return graph.op("MatMul", own, AdapterNames.b(matrix)).out();
    }

    private void declareAdapters() {
        if (adapted.isEmpty()) {
            return;
        }
        int columns = adapters.columns();
        none = cast(graph.constant(NO_ADAPTER, new float[] {0}), ElementType.FLOAT, computed);
        graph.input(AdapterNames.MASK, ElementType.BOOL, "batch", 1, columns);
        adapted.forEach((matrix, shape) -> {
            graph.input(AdapterNames.a(matrix), computed, shape[1], columns);
            graph.input(AdapterNames.b(matrix), computed, columns, shape[0]);
        });
    }

    private String product(String x, String matrix) {
        return precision.quantized()
                ? operators.linear(x, BlockLayout.blocksName(matrix), BlockLayout.scalesName(matrix), layout(matrix))
                : operators.linear(x, weight(matrix));
    }

    private String weight(String name) {
        return asComputed(name, name);
    }

    private BlockLayout layout(String matrix) {
        return BlockLayout.of(shapes.get(matrix), precision);
    }

    /** A tied embedding table is declared twice: as stored for looking tokens up, in blocks for the output. */
    private void declare(String name, long[] shape) {
        boolean inBlocks = precision.quantized() && matrices.contains(name);
        if (!inBlocks || name.equals(LlamaTensors.EMBEDDING)) {
            graph.external(name, type(name), shape);
        }
        if (inBlocks) {
            graph.external(
                    BlockLayout.blocksName(name),
                    ElementType.UINT8,
                    layout(name).blocksShape());
            graph.external(
                    BlockLayout.scalesName(name),
                    ElementType.FLOAT,
                    layout(name).scalesShape());
        }
    }

    private String asComputed(String value, String weight) {
        return cast(value, type(weight), computed);
    }

    private String cast(String value, ElementType from, ElementType to) {
        return from == to
                ? value
                : graph.op("Cast", value).with("to", (long) to.number()).out();
    }

    private ElementType type(String name) {
        return ElementType.of(types.get(name));
    }
}
