package org.radiologygpt.model.tensorrt.engine;

import java.nio.file.Path;
import org.bytedeco.tensorrt.nvinfer.IRuntime;
import org.radiologygpt.model.tensorrt.binding.Cuda;
import org.radiologygpt.model.tensorrt.binding.PlanRuntime;

/** TensorRT's runtime through JavaCPP. The libraries must be open. */
final class BoundTensorRt implements NativeTensorRt {
    private final PlanRuntime plans = new PlanRuntime();

    @Override
    public Engine load(Path plan, int device) {
        Cuda.use(device);
        IRuntime runtime = plans.runtime();
        return new BoundEngine(runtime, plans.engine(runtime, plan), plans.said(), device);
    }
}
