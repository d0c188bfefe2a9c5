package org.radiologygpt.model.tensorrt.engine;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.tensorrt.nvinfer.Dims64;
import org.bytedeco.tensorrt.nvinfer.IExecutionContext;
import org.radiologygpt.model.tensorrt.binding.Cuda;
import org.radiologygpt.model.tensorrt.binding.LogLines;

/** An execution context through JavaCPP. */
final class BoundContext implements NativeTensorRt.Context {
    private static final int MOST_NAMES = 64;

    private final IExecutionContext context;
    private final LogLines said;
    private final Cuda cuda;

    BoundContext(IExecutionContext context, LogLines said, Cuda cuda) {
        this.context = context;
        this.said = said;
        this.cuda = cuda;
    }

    void profile(int profile) {
        check(context.setOptimizationProfileAsync(profile, cuda.stream()), "TensorRT refused profile " + profile);
        cuda.synchronize();
    }

    @Override
    public void shape(String input, Shape shape) {
        try (Dims64 dims = new Dims64()) {
            dims.nbDims(shape.dimension());
            for (int i = 0; i < shape.dimension(); i++) {
                dims.d(i, shape.get(i));
            }
            check(context.setInputShape(input, dims), "TensorRT refused shape " + shape + " of input " + input);
        }
    }

    @Override
    public List<String> unresolved() {
        try (PointerPointer<BytePointer> names = new PointerPointer<>(MOST_NAMES)) {
            int count = context.inferShapes(MOST_NAMES, names);
            check(count >= 0, "TensorRT could not infer the shapes of the outputs");
            List<String> unresolved = new ArrayList<>();
            for (int i = 0; i < Math.min(count, MOST_NAMES); i++) {
                unresolved.add(names.get(BytePointer.class, i).getString());
            }
            return unresolved;
        }
    }

    @Override
    public Shape shape(String output) {
        return shape(context.getTensorShape(output));
    }

    @Override
    public void bind(String tensor, long address) {
        check(context.setTensorAddress(tensor, Cuda.at(address)), "TensorRT refused the memory for tensor " + tensor);
    }

    @Override
    public void enqueue() {
        check(context.enqueueV3(cuda.stream()), "TensorRT could not start the run");
    }

    static Shape shape(Dims64 dims) {
        long[] shape = new long[Math.max(0, dims.nbDims())];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = dims.d(i);
        }
        return new Shape(shape);
    }

    private void check(boolean done, String otherwise) {
        if (!done) {
            throw new EngineException(said.failure(otherwise));
        }
    }
}
