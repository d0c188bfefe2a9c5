package org.radiologygpt.model.tensorrt.device;

import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * The calls into CUDA and TensorRT on one GPU and one stream of it, one thread at a time. What is queued takes effect in the
 * order of the calls. Each throws an {@link ai.djl.engine.EngineException}; what it means {@link Fault} tells.
 */
public interface GpuCalls extends AutoCloseable {
    /** Lets this thread's calls go to the GPU; before any other call of a thread. */
    void use();

    /** Memory on the GPU. */
    long allocate(long bytes);

    /** Gives memory back. */
    void free(long address);

    /** Page-locked main memory, which is copied fastest; held until this is closed. */
    ByteBuffer pinned(int bytes);

    /** Queues a copy to the GPU; the direct buffer must stay as it is until {@link #synchronize}. */
    void upload(ByteBuffer direct, long address);

    /** Queues a copy from the GPU; done after {@link #synchronize}. */
    void download(long address, ByteBuffer direct);

    /** Queues a copy of a block on the GPU. */
    void copy(Block to, Block from);

    /** Queues zeros for a block. */
    void clear(Block block);

    /** Queues zeros for one piece, of any size. */
    void clear(long address, long bytes);

    /** Waits for all that was queued. */
    void synchronize();

    /** Memory of the whole GPU now, whoever holds it; by any thread, beside other calls. */
    Memory memory();

    /** Reads a plan onto the GPU. It stays there until the process ends: TensorRT's bindings cannot free it. */
    Plan load(Path plan);

    /** From now on what this thread queues is kept instead of run. */
    void beginCapture();

    /** Ends that, also where something failed meanwhile. */
    Captured endCapture();

    /** Frees the stream and pinned memory. */
    @Override
    void close();

    /**
     * Rows in planes.
     *
     * @param address of the first byte
     * @param rowPitch bytes from a row to the next, at most {@link #MOST_PITCH}
     * @param planeRows rows from a plane to the next
     * @param width bytes of each row
     * @param rows of each plane
     */
    record Block(long address, long rowPitch, long planeRows, long width, long rows, long planes) {
        /** CUDA's cudaDeviceProp.memPitch, of every GPU. */
        public static final int MOST_PITCH = Integer.MAX_VALUE;
    }

    /** In bytes. */
    record Memory(long free, long total) {}

    /** An engine on the GPU. */
    interface Plan {
        /** Bytes that any run of any profile needs on the GPU while it runs. */
        long workspace();

        /**
         * A context that keeps to one profile. It lives as long as the plan.
         *
         * @param workspace address of as much memory as {@link #workspace} tells; runs that share it must not overlap
         */
        Run context(int profile, long workspace);
    }

    /** The state of one run after the other. */
    interface Run {
        /** The shape of an input. */
        void shape(String input, long[] shape);

        /** Where an input or output lies. */
        void bind(String tensor, long address);

        /** Queues a run. */
        void enqueue();
    }

    /** A queue of work that can be queued again at once. */
    interface Captured extends AutoCloseable {
        /** Queues it. */
        void launch();

        @Override
        void close();
    }
}
