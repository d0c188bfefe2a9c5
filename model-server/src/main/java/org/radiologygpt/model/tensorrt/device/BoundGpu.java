package org.radiologygpt.model.tensorrt.device;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.cuda.cudart.CUgraphExec_st;
import org.bytedeco.cuda.cudart.CUgraph_st;
import org.bytedeco.cuda.cudart.cudaExtent;
import org.bytedeco.cuda.cudart.cudaMemcpy3DParms;
import org.bytedeco.cuda.cudart.cudaPitchedPtr;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.SizeTPointer;
import org.bytedeco.tensorrt.nvinfer.IRuntime;
import org.radiologygpt.model.tensorrt.binding.Cuda;
import org.radiologygpt.model.tensorrt.binding.PlanRuntime;

/** A GPU through JavaCPP. The libraries must be open. */
final class BoundGpu implements GpuCalls {
    private final PlanRuntime plans = new PlanRuntime();
    private final List<Pointer> pinned = new ArrayList<>();
    private final int device;
    private final Cuda cuda;

    BoundGpu(int device) {
        this.device = device;
        Cuda.use(device);
        cuda = new Cuda();
    }

    @Override
    public void use() {
        Cuda.use(device);
    }

    @Override
    public long allocate(long bytes) {
        return cuda.allocate(bytes);
    }

    @Override
    public void free(long address) {
        cuda.free(address);
    }

    @Override
    public ByteBuffer pinned(int bytes) {
        Pointer memory = Cuda.at(0);
        Cuda.check("cudaMallocHost of " + bytes + " bytes", cudart.cudaMallocHost(memory, bytes));
        pinned.add(memory);
        return new BytePointer(memory).capacity(bytes).asByteBuffer();
    }

    @Override
    public void upload(ByteBuffer direct, long address) {
        cuda.upload(direct, address);
    }

    @Override
    public void download(long address, ByteBuffer direct) {
        cuda.download(address, direct);
    }

    /** CUDA copies the parameters when it is called. */
    @Override
    public void copy(Block to, Block from) {
        try (cudaMemcpy3DParms copy = new cudaMemcpy3DParms();
                cudaPitchedPtr source = pitched(from);
                cudaPitchedPtr target = pitched(to);
                cudaExtent extent = extent(from)) {
            Pointer.memset(copy, 0, copy.sizeof());
            copy.srcPtr(source).dstPtr(target).extent(extent).kind(cudart.cudaMemcpyDeviceToDevice);
            Cuda.check("cudaMemcpy3DAsync", cudart.cudaMemcpy3DAsync(copy, cuda.stream()));
        }
    }

    @Override
    public void clear(Block block) {
        try (cudaPitchedPtr target = pitched(block);
                cudaExtent extent = extent(block)) {
            Cuda.check("cudaMemset3DAsync", cudart.cudaMemset3DAsync(target, 0, extent, cuda.stream()));
        }
    }

    @Override
    public void clear(long address, long bytes) {
        Cuda.check("cudaMemsetAsync", cudart.cudaMemsetAsync(Cuda.at(address), 0, bytes, cuda.stream()));
    }

    private static cudaPitchedPtr pitched(Block block) {
        return new cudaPitchedPtr()
                .ptr(Cuda.at(block.address()))
                .pitch(block.rowPitch())
                .xsize(block.width())
                .ysize(block.planeRows());
    }

    private static cudaExtent extent(Block block) {
        return new cudaExtent().width(block.width()).height(block.rows()).depth(block.planes());
    }

    @Override
    public void synchronize() {
        cuda.synchronize();
    }

    @Override
    public Memory memory() {
        try (SizeTPointer free = new SizeTPointer(1);
                SizeTPointer total = new SizeTPointer(1)) {
            Cuda.check("cudaMemGetInfo", cudart.cudaMemGetInfo(free, total));
            return new Memory(free.get(), total.get());
        }
    }

    @Override
    public Plan load(Path plan) {
        IRuntime runtime = plans.runtime();
        return new BoundPlan(runtime, plans.engine(runtime, plan), plans.said(), cuda);
    }

    /** Calls of other threads, as another GPU's, stay allowed. */
    @Override
    public void beginCapture() {
        int mode = cudart.cudaStreamCaptureModeThreadLocal;
        Cuda.check("cudaStreamBeginCapture", cudart.cudaStreamBeginCapture(cuda.stream(), mode));
    }

    @Override
    public Captured endCapture() {
        CUgraph_st graph = new CUgraph_st();
        Cuda.check("cudaStreamEndCapture", cudart.cudaStreamEndCapture(cuda.stream(), graph));
        CUgraphExec_st executable = new CUgraphExec_st();
        try {
            Cuda.check("cudaGraphInstantiate", cudart.cudaGraphInstantiate(executable, graph, 0));
        } finally {
            Cuda.check("cudaGraphDestroy", cudart.cudaGraphDestroy(graph));
        }
        return new BoundGraph(executable, cuda.stream());
    }

    @Override
    public void close() {
        pinned.forEach(memory -> Cuda.check("cudaFreeHost", cudart.cudaFreeHost(memory)));
        pinned.clear();
        cuda.close();
    }
}
