package org.radiologygpt.model.tensorrt.engine;

import ai.djl.Device;
import ai.djl.ndarray.BaseNDManager;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Arrays in main memory, owned as DJL wants it. Which engine it belongs to is said by {@link TensorRtEngine}. */
abstract class TensorRtNDManager extends BaseNDManager {
    TensorRtNDManager(NDManager parent, Device device) {
        super(parent, device);
    }

    /** The manager of what belongs to no other. */
    abstract NDManager root();

    /** An engine's that computes what TensorRT does not; null in DJL's terms where there is none. */
    NDManager alternative() {
        return alternativeManager;
    }

    @Override
    public ByteBuffer allocateDirect(int capacity) {
        return ByteBuffer.allocateDirect(capacity).order(ByteOrder.nativeOrder());
    }

    @Override
    public NDArray from(NDArray array) {
        if (array == null || array instanceof TensorRtNDArray) {
            return array;
        }
        NDArray copy = create(array.toByteBuffer(), array.getShape(), array.getDataType());
        copy.setName(array.getName());
        return copy;
    }

    @Override
    public NDArray create(Buffer data, Shape shape, DataType dataType) {
        int elements = Math.toIntExact(shape.size());
        validateBuffer(data, dataType, elements);
        ByteBuffer bytes = allocateDirect(Math.multiplyExact(elements, dataType.getNumOfBytes()));
        copyBuffer(data, bytes);
        return own(bytes, shape, dataType);
    }

    /** Without a copy. */
    NDArray own(ByteBuffer direct, Shape shape, DataType dataType) {
        return new TensorRtNDArray(this, direct, shape, dataType);
    }
}
