package org.radiologygpt.model.tensorrt.device;

import ai.djl.engine.EngineException;
import org.bytedeco.tensorrt.global.nvinfer.ExecutionContextAllocationStrategy;
import org.bytedeco.tensorrt.nvinfer.ICudaEngine;
import org.bytedeco.tensorrt.nvinfer.IExecutionContext;
import org.bytedeco.tensorrt.nvinfer.IRuntime;
import org.radiologygpt.model.tensorrt.binding.Cuda;
import org.radiologygpt.model.tensorrt.binding.LogLines;
import org.radiologygpt.model.tensorrt.binding.PlanRuntime;

/**
 * An engine through JavaCPP.
 *
 * @param runtime kept because the engine calls it
 */
record BoundPlan(IRuntime runtime, ICudaEngine engine, LogLines said, Cuda cuda) implements GpuCalls.Plan {
    @Override
    public long workspace() {
        long most = 1;
        for (int profile = 0; profile < engine.getNbOptimizationProfiles(); profile++) {
            most = Math.max(most, engine.getDeviceMemorySizeForProfileV2(profile));
        }
        return most;
    }

    @Override
    public GpuCalls.Run context(int profile, long workspace) {
        IExecutionContext context = engine.createExecutionContext(ExecutionContextAllocationStrategy.kUSER_MANAGED);
        if (PlanRuntime.isNull(context)) {
            throw new EngineException(said.failure("TensorRT made no execution context"));
        }
        context.setDeviceMemoryV2(Cuda.at(workspace), workspace());
        if (!context.setOptimizationProfileAsync(profile, cuda.stream())) {
            throw new EngineException(said.failure("TensorRT refused profile " + profile));
        }
        cuda.synchronize();
        return new BoundRun(context, said, cuda);
    }
}
