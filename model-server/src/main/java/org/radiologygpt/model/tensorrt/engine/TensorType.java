package org.radiologygpt.model.tensorrt.engine;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.stream.Stream;

/** Types of elements that both TensorRT (nvinfer1::DataType) and DJL have. */
enum TensorType {
    FLOAT(0, DataType.FLOAT32),
    HALF(1, DataType.FLOAT16),
    INT8(2, DataType.INT8),
    INT32(3, DataType.INT32),
    BOOL(4, DataType.BOOLEAN),
    UINT8(5, DataType.UINT8),
    BF16(7, DataType.BFLOAT16),
    INT64(8, DataType.INT64);

    private final int code;
    private final DataType djl;

    TensorType(int code, DataType djl) {
        this.code = code;
        this.djl = djl;
    }

    /**
     * By TensorRT's number.
     *
     * @throws EngineException for FP8, INT4 and what a later TensorRT may add
     */
    static TensorType of(int code, String tensor) {
        return Stream.of(values())
                .filter(type -> type.code == code)
                .findFirst()
                .orElseThrow(() -> new EngineException("tensor " + tensor + " has TensorRT's data type " + code
                        + ", which DJL has not; let the graph cast it to another type"));
    }

    DataType djl() {
        return djl;
    }

    /**
     * Bytes of a tensor.
     *
     * @param shape without dynamic dimensions
     */
    long bytes(Shape shape) {
        long bytes = djl.getNumOfBytes();
        for (long dimension : shape.getShape()) {
            bytes = Math.multiplyExact(bytes, dimension);
        }
        return bytes;
    }
}
