package org.radiologygpt.model.tensorrt.device;

import ai.djl.engine.EngineException;
import org.bytedeco.tensorrt.nvinfer.Dims64;
import org.bytedeco.tensorrt.nvinfer.IExecutionContext;
import org.radiologygpt.model.tensorrt.binding.Cuda;
import org.radiologygpt.model.tensorrt.binding.LogLines;

/** An execution context through JavaCPP. */
record BoundRun(IExecutionContext context, LogLines said, Cuda cuda) implements GpuCalls.Run {
    @Override
    public void shape(String input, long[] shape) {
        try (Dims64 dims = new Dims64()) {
            dims.nbDims(shape.length);
            for (int i = 0; i < shape.length; i++) {
                dims.d(i, shape[i]);
            }
            check(context.setInputShape(input, dims), "TensorRT refused the shape of input " + input);
        }
    }

    @Override
    public void bind(String tensor, long address) {
        check(context.setTensorAddress(tensor, Cuda.at(address)), "TensorRT refused the memory for tensor " + tensor);
    }

    @Override
    public void enqueue() {
        check(context.enqueueV3(cuda.stream()), "TensorRT could not start the run");
    }

    private void check(boolean done, String otherwise) {
        if (!done) {
            throw new EngineException(said.failure(otherwise));
        }
    }
}
