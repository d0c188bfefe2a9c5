package org.radiologygpt.model.tensorrt.engine;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.radiologygpt.model.tensorrt.plan.ShapeRange;

/** The calls into TensorRT and CUDA that run a plan. Each throws an {@link EngineException} with TensorRT's own words. */
interface NativeTensorRt {
    /**
     * Reads a plan onto a GPU.
     *
     * @param device CUDA's number of the GPU
     */
    Engine load(Path plan, int device);

    /** A plan on a GPU, with one stream; one thread at a time. */
    interface Engine extends AutoCloseable {
        /** Inputs and outputs in the order of the graph. */
        List<Port> ports();

        /** The ranges of the dynamic inputs, by profile. */
        List<Map<String, ShapeRange>> profiles();

        /** A context that keeps to one profile. It lives as long as the engine: TensorRT's bindings cannot free it. */
        Context context(int profile);

        /** Lets the calls of this thread go to the engine's GPU; before any other call of a thread. */
        void use();

        long allocate(long bytes);

        void free(long address);

        /** Copies to the GPU, in the order of the stream; the buffer must stay as it is until {@link #synchronize()}. */
        void upload(ByteBuffer direct, long address);

        /** Copies from the GPU, in the order of the stream; done after {@link #synchronize()}. */
        void download(long address, ByteBuffer direct);

        void synchronize();

        @Override
        void close();
    }

    /** The state of one run after the other. */
    interface Context {
        void shape(String input, Shape shape);

        /** Names of inputs that lack a shape or an address for the shapes of the outputs to be known. */
        List<String> unresolved();

        /** The shape of an output, {@code -1} where it depends on data. */
        Shape shape(String output);

        void bind(String tensor, long address);

        /** Starts the run in the order of the stream. */
        void enqueue();
    }
}
