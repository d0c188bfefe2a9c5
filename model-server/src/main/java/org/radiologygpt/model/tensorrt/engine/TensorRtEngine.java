package org.radiologygpt.model.tensorrt.engine;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.engine.StandardCapabilities;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDManager.SystemNDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.radiologygpt.model.tensorrt.Gpu;
import org.radiologygpt.model.tensorrt.plan.PlanOptions;
import org.radiologygpt.model.tensorrt.plan.Plans;

/** TensorRT on the GPUs of this machine; there is one only where all that it needs was found. */
final class TensorRtEngine extends Engine {
    static final String NAME = "TensorRT";
    /** No rank is behind it, and DJL takes as its default engine only one before it: this one is asked for by name. */
    static final int RANK = Integer.MAX_VALUE;

    private final String version;
    private final List<Gpu> gpus;
    private final Plans plans;
    private final Optional<String> builderProblem;
    private final NativeTensorRt nativeCalls;
    private final NDManager root;

    /**
     * An engine.
     *
     * @param gpus at least one
     * @param builderProblem why no plan can be built; plans can be run all the same
     */
    TensorRtEngine(
            String version, List<Gpu> gpus, Plans plans, Optional<String> builderProblem, NativeTensorRt nativeCalls) {
        this.version = version;
        this.gpus = List.copyOf(gpus);
        this.plans = plans;
        this.builderProblem = builderProblem;
        this.nativeCalls = nativeCalls;
        // Last: DJL's constructor asks it for the first GPU.
        root = new Root();
    }

    Session session(Path plan, Device device) {
        NativeTensorRt.Engine loaded = nativeCalls.load(plan, gpu(device).index());
        try {
            return new Session(loaded);
        } catch (RuntimeException e) {
            loaded.close();
            throw e;
        }
    }

    Path planOf(Path onnx, PlanOptions options, Device device) throws IOException {
        builderProblem.ifPresent(problem -> {
            throw new EngineException("TensorRT cannot build an engine of " + onnx.getFileName() + ": " + problem);
        });
        return plans.planOf(onnx, options, gpu(device));
    }

    private Gpu gpu(Device device) {
        return gpus.stream()
                .filter(gpu -> device.isGpu() && gpu.index() == device.getDeviceId())
                .findFirst()
                .orElseThrow(() -> new EngineException("TensorRT runs on GPUs; " + device + " is none of "
                        + gpus.stream().map(gpu -> Device.gpu(gpu.index())).toList()));
    }

    @Override
    public Engine getAlternativeEngine() {
        return null;
    }

    @Override
    public String getEngineName() {
        return NAME;
    }

    @Override
    public int getRank() {
        return RANK;
    }

    @Override
    public String getVersion() {
        return version;
    }

    @Override
    public boolean hasCapability(String capability) {
        return StandardCapabilities.CUDA.equals(capability);
    }

    @Override
    public Device defaultDevice() {
        return Device.gpu(gpus.get(0).index());
    }

    /** @param device null for the first GPU, as DJL has it */
    @Override
    public Model newModel(String name, Device device) {
        Device where = device == null ? defaultDevice() : device;
        gpu(where);
        return new TensorRtModel(name, new Managed(root, where), this);
    }

    @Override
    public NDManager newBaseManager() {
        return newBaseManager(null);
    }

    @Override
    public NDManager newBaseManager(Device device) {
        return root.newSubManager(device);
    }

    @Override
    public String toString() {
        return NAME + ":" + version + ", GPUs: " + gpus;
    }

    /** An inner class, so that DJL's constructor, which asks for the engine at once, gets this one. */
    private class Managed extends TensorRtNDManager {
        Managed(NDManager parent, Device device) {
            super(parent, device);
            if (parent != null) {
                parent.attachInternal(uid, this);
            }
        }

        @Override
        public final Engine getEngine() {
            return TensorRtEngine.this;
        }

        @Override
        final NDManager root() {
            return root;
        }

        @Override
        public NDManager newSubManager(Device device) {
            return new Managed(this, device);
        }
    }

    /** Lives as long as the engine, and owns what nobody else owns. */
    private final class Root extends Managed implements SystemNDManager {
        Root() {
            super(null, null);
        }

        @Override
        public void close() {
            // Never closed.
        }
    }
}
