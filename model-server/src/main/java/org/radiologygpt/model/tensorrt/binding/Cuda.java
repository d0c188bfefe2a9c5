package org.radiologygpt.model.tensorrt.binding;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.cuda.cudart.CUstream_st;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/** CUDA's calls with their codes in words, on a stream of its own. Each throws a {@link CudaException}. */
public final class Cuda {
    /** Of buffers that a copy under way reads or writes: nothing else refers to their addresses. */
    private final List<BytePointer> underWay = new ArrayList<>();

    private final CUstream_st stream = new CUstream_st();

    /** With a stream on the GPU that this thread uses. */
    public Cuda() {
        check("cudaStreamCreate", cudart.cudaStreamCreateWithFlags(stream, cudart.cudaStreamNonBlocking));
    }

    /** A place on the GPU. */
    private static final class Place extends Pointer {
        Place(long address) {
            this.address = address;
        }
    }

    /** Lets the calls of this thread go to a GPU. */
    public static void use(int device) {
        check("cudaSetDevice", cudart.cudaSetDevice(device));
    }

    /** A place on the GPU as JavaCPP has it. */
    public static Pointer at(long address) {
        return new Place(address);
    }

    public CUstream_st stream() {
        return stream;
    }

    public long allocate(long bytes) {
        Pointer memory = new Place(0);
        check("cudaMalloc of " + bytes + " bytes", cudart.cudaMalloc(memory, bytes));
        return memory.address();
    }

    public void free(long address) {
        check("cudaFree", cudart.cudaFree(at(address)));
    }

    /** Queues a copy; the buffer must stay as it is until {@link #synchronize}. */
    public void upload(ByteBuffer direct, long address) {
        copy(at(address), pointer(direct), direct.remaining(), cudart.cudaMemcpyHostToDevice);
    }

    /** Queues a copy; done after {@link #synchronize}. */
    public void download(long address, ByteBuffer direct) {
        copy(pointer(direct), at(address), direct.remaining(), cudart.cudaMemcpyDeviceToHost);
    }

    private BytePointer pointer(ByteBuffer direct) {
        BytePointer pointer = new BytePointer(direct.slice());
        underWay.add(pointer);
        return pointer;
    }

    private void copy(Pointer to, Pointer from, long bytes, int kind) {
        if (bytes > 0) {
            check("cudaMemcpyAsync", cudart.cudaMemcpyAsync(to, from, bytes, kind, stream));
        }
    }

    public void synchronize() {
        int code = cudart.cudaStreamSynchronize(stream);
        underWay.clear();
        check("cudaStreamSynchronize", code);
    }

    public void close() {
        check("cudaStreamDestroy", cudart.cudaStreamDestroy(stream));
    }

    /** @throws CudaException where a call answered with an error */
    public static void check(String call, int code) {
        if (code != 0) {
            String words = cudart.cudaGetErrorString(code).getString();
            throw new CudaException(code, call + " answered with error " + code + ": " + words);
        }
    }
}
