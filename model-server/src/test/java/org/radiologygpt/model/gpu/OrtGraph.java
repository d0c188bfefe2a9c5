package org.radiologygpt.model.gpu;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.radiologygpt.model.decode.Djl;
import org.radiologygpt.model.weights.DType;
import org.radiologygpt.model.weights.Tensor;

/** The graph that a device would be fed, on ONNX Runtime: inputs and outputs are bytes that are there already. */
public final class OrtGraph implements AutoCloseable {
    private final OrtEnvironment environment = environment();
    private final Map<String, OnnxTensorLike> weights = new HashMap<>();
    private final Map<String, OnnxJavaType> inputs;
    private final Map<String, OnnxJavaType> outputs;
    private final OrtSession session;

    /** What a tensor is made of. */
    public record Bytes(ByteBuffer data, long[] shape) {}

    OrtGraph(byte[] graph, Map<String, Tensor> tensors) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            for (Tensor tensor : tensors.values()) {
                weights.put(tensor.name(), tensor(tensor.data(), tensor.shape(), type(tensor.type())));
            }
            options.setIntraOpNumThreads(1);
            options.addExternalInitializers(weights);
            session = environment.createSession(graph, options);
            inputs = types(session.getInputInfo());
            outputs = types(session.getOutputInfo());
        } catch (OrtException e) {
            throw new AssertionError(e);
        }
    }

    /** From a file with its weights beside it. */
    public OrtGraph(Path onnx) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            session = environment.createSession(onnx.toString(), options);
            inputs = types(session.getInputInfo());
            outputs = types(session.getOutputInfo());
        } catch (OrtException e) {
            throw new AssertionError(e);
        }
    }

    /** DJL has to be the first to touch ONNX Runtime in a process. */
    private static OrtEnvironment environment() {
        Djl.offline();
        ai.djl.engine.Engine.getEngine("OnnxRuntime");
        return OrtEnvironment.getEnvironment();
    }

    private static Map<String, OnnxJavaType> types(Map<String, NodeInfo> all) {
        return all.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, info -> ((TensorInfo) info.getValue().getInfo()).type));
    }

    /** One pass. */
    public void run(Map<String, Bytes> given, Map<String, Bytes> wanted) {
        Map<String, OnnxTensor> read = new HashMap<>();
        Map<String, OnnxTensor> made = new HashMap<>();
        try {
            for (var input : given.entrySet()) {
                read.put(input.getKey(), tensor(input.getValue(), inputs.get(input.getKey())));
            }
            for (var output : wanted.entrySet()) {
                made.put(output.getKey(), tensor(output.getValue(), outputs.get(output.getKey())));
            }
            session.run(read, Set.of(), made).close();
        } catch (OrtException e) {
            throw new AssertionError(e);
        } finally {
            read.values().forEach(OnnxTensor::close);
            made.values().forEach(OnnxTensor::close);
        }
    }

    /** Bytes of an element of an input or output. */
    public int bytes(String name) {
        return inputs.getOrDefault(name, outputs.get(name)).size;
    }

    /** The last dimension of an output. */
    public long width(String output) {
        try {
            long[] shape = ((TensorInfo) session.getOutputInfo().get(output).getInfo()).getShape();
            return shape[shape.length - 1];
        } catch (OrtException e) {
            throw new AssertionError(e);
        }
    }

    /** Names of what it takes. */
    public Set<String> inputs() {
        return inputs.keySet();
    }

    /** Names of what it gives. */
    public Set<String> outputs() {
        return outputs.keySet();
    }

    private OnnxTensor tensor(Bytes bytes, OnnxJavaType type) throws OrtException {
        return tensor(bytes.data(), bytes.shape(), type);
    }

    private OnnxTensor tensor(ByteBuffer data, long[] shape, OnnxJavaType type) throws OrtException {
        return OnnxTensor.createTensor(environment, data.order(ByteOrder.nativeOrder()), shape, type);
    }

    private static OnnxJavaType type(DType type) {
        return switch (type) {
            case F32 -> OnnxJavaType.FLOAT;
            case F16 -> OnnxJavaType.FLOAT16;
            case BF16 -> OnnxJavaType.BFLOAT16;
            default -> throw new IllegalArgumentException(type.toString());
        };
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new AssertionError(e);
        } finally {
            weights.values().forEach(OnnxTensorLike::close);
        }
    }
}
