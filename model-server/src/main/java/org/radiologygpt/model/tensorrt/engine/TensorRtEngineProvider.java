package org.radiologygpt.model.tensorrt.engine;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.engine.EngineProvider;
import java.util.concurrent.atomic.AtomicReference;
import org.radiologygpt.model.tensorrt.GpuProbe;
import org.radiologygpt.model.tensorrt.device.LocalGpus;
import org.radiologygpt.model.tensorrt.plan.Plans;

/** TensorRT for DJL: {@code Engine.getEngine("TensorRT")}. Found by DJL through {@code META-INF/services}. */
public final class TensorRtEngineProvider implements EngineProvider {
    private final AtomicReference<Engine> engine = new AtomicReference<>();

    @Override
    public String getEngineName() {
        return TensorRtEngine.NAME;
    }

    /** Never the default: DJL asks for the rank before anybody knows whether there is a GPU. */
    @Override
    public int getEngineRank() {
        return TensorRtEngine.RANK;
    }

    /**
     * The engine; the machine is looked at anew until there is one.
     *
     * @throws EngineException with one sentence that names what the machine lacks
     */
    @Override
    public synchronized Engine getEngine() {
        if (engine.get() == null) {
            engine.set(opened(GpuProbe.ofThisMachine(System.getenv())));
        }
        return engine.get();
    }

    private static Engine opened(GpuProbe probe) {
        LocalGpus local = LocalGpus.open(probe);
        return new TensorRtEngine(
                local.installed().tensorRt(),
                local.gpus(),
                new Plans(local.installed()),
                local.builderProblem(),
                new BoundTensorRt());
    }
}
