package org.radiologygpt.model.gpu;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.radiologygpt.model.decode.Djl;
import org.radiologygpt.model.weights.DType;
import org.radiologygpt.model.weights.Tensor;

/** The graph that a device would be fed, on ONNX Runtime: inputs and outputs are bytes that are there already. */
final class OrtGraph implements AutoCloseable {
    private final OrtEnvironment environment = environment();
    private final Map<String, OnnxTensorLike> weights = new HashMap<>();
    private final OrtSession session;

    /** What a tensor is made of. */
    record Bytes(ByteBuffer data, long[] shape) {}

    OrtGraph(byte[] graph, Map<String, Tensor> tensors) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            for (Tensor tensor : tensors.values()) {
                weights.put(tensor.name(), tensor(tensor.data(), tensor.shape(), type(tensor.type())));
            }
            options.setIntraOpNumThreads(1);
            options.addExternalInitializers(weights);
            session = environment.createSession(graph, options);
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

    void run(Map<String, Bytes> inputs, Map<String, Bytes> outputs) {
        Map<String, OnnxTensor> given = new HashMap<>();
        Map<String, OnnxTensor> made = new HashMap<>();
        try {
            for (var input : inputs.entrySet()) {
                given.put(input.getKey(), tensor(input.getValue(), info(session.getInputInfo().get(input.getKey()))));
            }
            for (var output : outputs.entrySet()) {
                made.put(output.getKey(), tensor(output.getValue(), info(session.getOutputInfo().get(output.getKey()))));
            }
            session.run(given, Set.of(), made).close();
        } catch (OrtException e) {
            throw new AssertionError(e);
        } finally {
            given.values().forEach(OnnxTensor::close);
            made.values().forEach(OnnxTensor::close);
        }
    }

    /** Bytes of an element of an input or output. */
    int bytes(String name) {
        try {
            ai.onnxruntime.NodeInfo info = session.getInputInfo().containsKey(name)
                    ? session.getInputInfo().get(name)
                    : session.getOutputInfo().get(name);
            return info(info).size;
        } catch (OrtException e) {
            throw new AssertionError(e);
        }
    }

    Set<String> inputs() {
        return session.getInputNames();
    }

    Set<String> outputs() {
        return session.getOutputNames();
    }

    private static OnnxJavaType info(ai.onnxruntime.NodeInfo info) {
        return ((TensorInfo) info.getInfo()).type;
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
