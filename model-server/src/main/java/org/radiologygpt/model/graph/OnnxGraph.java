package org.radiologygpt.model.graph;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;

/** An ONNX model under construction; field numbers are those of {@code onnx.proto}. */
final class OnnxGraph {
    /** Domain of ONNX Runtime's contributed operators. */
    static final String MICROSOFT = "com.microsoft";

    private static final int IR_VERSION = 8;
    private static final int OPSET = 17;
    private static final int EXTERNAL = 1;

    private final ProtoWriter graph = new ProtoWriter();
    private final Map<String, ExternalData> files;
    private int names;

    /** A model whose weights all come beside it. */
    OnnxGraph() {
        this(Map.of());
    }

    /**
     * A model some of whose weights lie in files.
     *
     * @param files those weights' places by name
     */
    OnnxGraph(Map<String, ExternalData> files) {
        this.files = files;
    }

    /** Starts a node of the standard operator set. */
    OnnxNode op(String type, String... inputs) {
        return new OnnxNode(this, type, "", inputs);
    }

    /** Starts a node of ONNX Runtime's own operators. */
    OnnxNode microsoft(String type, String... inputs) {
        return new OnnxNode(this, type, MICROSOFT, inputs);
    }

    void add(ProtoWriter node) {
        graph.message(1, node);
    }

    String fresh(String stem) {
        return stem + "_" + names++;
    }

    /** A graph input; a dimension is a number or a name for a dynamic one. */
    String input(String name, ElementType type, Object... dimensions) {
        graph.message(11, valueInfo(name, type, dimensions));
        return name;
    }

    void output(String name, ElementType type, Object... dimensions) {
        graph.message(12, valueInfo(name, type, dimensions));
    }

    /** A weight whose bytes the runtime reads from its file, or gets beside the model. */
    String external(String name, ElementType type, long... shape) {
        ProtoWriter tensor = tensor(name, type, shape);
        files.getOrDefault(name, ExternalData.BESIDE).addTo(tensor);
        graph.message(5, tensor.integer(14, EXTERNAL));
        return name;
    }

    String constant(String name, float[] values, long... shape) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        graph.message(5, tensor(name, ElementType.FLOAT, shape).bytes(9, raw.array()));
        return name;
    }

    /** A vector of integers. */
    String integers(long... values) {
        return integerTensor(values, values.length);
    }

    /** An integer without dimensions. */
    String integer(long value) {
        return integerTensor(new long[] {value});
    }

    private String integerTensor(long[] values, long... shape) {
        String name = fresh("integers");
        ByteBuffer raw = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asLongBuffer().put(values);
        graph.message(5, tensor(name, ElementType.INT64, shape).bytes(9, raw.array()));
        return name;
    }

    /** The whole model as {@code ModelProto}. */
    byte[] toModel(String name) {
        graph.text(2, name);
        return new ProtoWriter()
                .integer(1, IR_VERSION)
                .text(2, "radiology-gpt")
                .message(7, graph)
                .message(8, new ProtoWriter().text(1, "").integer(2, OPSET))
                .message(8, new ProtoWriter().text(1, MICROSOFT).integer(2, 1))
                .toByteArray();
    }

    private static ProtoWriter tensor(String name, ElementType type, long... shape) {
        ProtoWriter tensor = new ProtoWriter();
        for (long dimension : shape) {
            tensor.integer(1, dimension);
        }
        return tensor.integer(2, type.number()).text(8, name);
    }

    private static ProtoWriter valueInfo(String name, ElementType type, Object... dimensions) {
        ProtoWriter shape = new ProtoWriter();
        for (Object dimension : dimensions) {
            ProtoWriter one = dimension instanceof Number number
                    ? new ProtoWriter().integer(1, number.longValue())
                    : new ProtoWriter().text(2, (String) dimension);
            shape.message(1, one);
        }
        ProtoWriter tensor = new ProtoWriter().integer(1, type.number()).message(2, shape);
        return new ProtoWriter().text(1, name).message(2, new ProtoWriter().message(1, tensor));
    }
}
