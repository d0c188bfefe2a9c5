package org.radiologygpt.model.tensorrt.engine;

import ai.djl.ndarray.BaseNDManager;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrayAdapter;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** An array in main memory. TensorRT computes whole graphs only: arithmetic on arrays is another engine's. */
final class TensorRtNDArray extends NDArrayAdapter {
    private final NDManager root;
    private ByteBuffer data;

    /** @param data a direct buffer with just its bytes, which is this array's from now on */
    TensorRtNDArray(TensorRtNDManager manager, ByteBuffer data, Shape shape, DataType dataType) {
        super(manager, manager.alternative(), shape, dataType, NDManager.nextUid());
        this.data = data;
        root = manager.root();
        manager.attachInternal(uid, this);
    }

    @Override
    public void intern(NDArray replaced) {
        data = ((TensorRtNDArray) replaced).data;
    }

    @Override
    public void detach() {
        manager.detachInternal(getUid());
        manager = root;
    }

    @Override
    public ByteBuffer toByteBuffer(boolean tryDirect) {
        return data.duplicate().rewind().order(ByteOrder.nativeOrder());
    }

    @Override
    public void set(Buffer buffer) {
        BaseNDManager.validateBuffer(buffer, dataType, Math.toIntExact(shape.size()));
        BaseNDManager.copyBuffer(buffer, data);
    }
}
