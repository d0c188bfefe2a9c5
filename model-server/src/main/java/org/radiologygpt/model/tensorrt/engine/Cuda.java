package org.radiologygpt.model.tensorrt.engine;

import ai.djl.engine.EngineException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.cuda.cudart.CUstream_st;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/** CUDA's calls with their codes in words, on a stream of its own. */
final class Cuda {
    /** Of buffers that a copy under way reads or writes: nothing else refers to their addresses. */
    private final List<BytePointer> underWay = new ArrayList<>();

    private final CUstream_st stream = new CUstream_st();

    Cuda() {
        check("cudaStreamCreate", cudart.cudaStreamCreateWithFlags(stream, cudart.cudaStreamNonBlocking));
    }

    /** A place on the GPU. */
    private static final class Place extends Pointer {
        Place(long address) {
            this.address = address;
        }
    }

    static void use(int device) {
        check("cudaSetDevice", cudart.cudaSetDevice(device));
    }

    static Pointer at(long address) {
        return new Place(address);
    }

    CUstream_st stream() {
        return stream;
    }

    long allocate(long bytes) {
        Pointer memory = new Place(0);
        check("cudaMalloc of " + bytes + " bytes", cudart.cudaMalloc(memory, bytes));
        return memory.address();
    }

    void free(long address) {
        check("cudaFree", cudart.cudaFree(at(address)));
    }

    void upload(ByteBuffer direct, long address) {
        copy(at(address), pointer(direct), direct.remaining(), cudart.cudaMemcpyHostToDevice);
    }

    void download(long address, ByteBuffer direct) {
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

    void synchronize() {
        int code = cudart.cudaStreamSynchronize(stream);
        underWay.clear();
        check("cudaStreamSynchronize", code);
    }

    void close() {
        check("cudaStreamDestroy", cudart.cudaStreamDestroy(stream));
    }

    private static void check(String call, int code) {
        if (code != 0) {
            throw new EngineException(call + " answered with error " + code + ": "
                    + cudart.cudaGetErrorString(code).getString());
        }
    }
}
