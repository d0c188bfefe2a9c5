package org.radiologygpt.model.tensorrt.device;

import org.bytedeco.cuda.cudart.CUgraphExec_st;
import org.bytedeco.cuda.cudart.CUstream_st;
import org.bytedeco.cuda.global.cudart;
import org.radiologygpt.model.tensorrt.binding.Cuda;

/** A CUDA graph through JavaCPP. */
record BoundGraph(CUgraphExec_st graph, CUstream_st stream) implements GpuCalls.Captured {
    @Override
    public void launch() {
        Cuda.check("cudaGraphLaunch", cudart.cudaGraphLaunch(graph, stream));
    }

    @Override
    public void close() {
        Cuda.check("cudaGraphExecDestroy", cudart.cudaGraphExecDestroy(graph));
    }
}
