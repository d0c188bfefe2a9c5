package org.radiologygpt.model.decode;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import org.radiologygpt.model.weights.Tensor;

/** A model's tensors as ONNX Runtime sees them: the mapped memory itself. To be held as long as the session. */
final class Weights implements AutoCloseable {
    private final Map<String, OnnxTensorLike> tensors = new HashMap<>();

    Weights(Map<String, Tensor> source) throws OrtException {
        for (Tensor tensor : source.values()) {
            tensors.put(
                    tensor.name(),
                    OnnxTensor.createTensor(
                            OrtEnvironment.getEnvironment(),
                            tensor.data().order(ByteOrder.nativeOrder()),
                            tensor.shape(),
                            type(tensor)));
        }
    }

    void addTo(SessionOptions options) throws OrtException {
        options.addExternalInitializers(tensors);
    }

    private static OnnxJavaType type(Tensor tensor) {
        return switch (tensor.type()) {
            case F32 -> OnnxJavaType.FLOAT;
            case F16 -> OnnxJavaType.FLOAT16;
            case BF16 -> OnnxJavaType.BFLOAT16;
            case I64 -> OnnxJavaType.INT64;
            case U8 -> OnnxJavaType.UINT8;
        };
    }

    @Override
    public void close() {
        tensors.values().forEach(OnnxTensorLike::close);
    }
}
