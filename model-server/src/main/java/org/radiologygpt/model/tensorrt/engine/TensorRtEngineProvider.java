package org.radiologygpt.model.tensorrt.engine;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.engine.EngineProvider;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.radiologygpt.model.tensorrt.GpuProbe;
import org.radiologygpt.model.tensorrt.GpuReport;
import org.radiologygpt.model.tensorrt.Installed;
import org.radiologygpt.model.tensorrt.Part;
import org.radiologygpt.model.tensorrt.binding.Libraries;
import org.radiologygpt.model.tensorrt.plan.Plans;

/** TensorRT for DJL: {@code Engine.getEngine("TensorRT")}. Found by DJL through {@code META-INF/services}. */
public final class TensorRtEngineProvider implements EngineProvider {
    private static final Set<Part> TO_BUILD = EnumSet.of(Part.BUILDER_RESOURCE, Part.ONNX_PARSER);
    private static final Set<Part> TO_RUN = EnumSet.complementOf(EnumSet.copyOf(TO_BUILD));

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
        GpuReport report = probe.report();
        refuse(report.firstProblem(TO_RUN));
        Installed installed = probe.installed()
                .orElseThrow(
                        () -> new EngineException("TensorRT cannot be used: a library went while it was looked at"));
        refuse(Libraries.open(installed.libraries()));
        return new TensorRtEngine(
                installed.tensorRt(),
                report.gpus(),
                new Plans(installed),
                report.firstProblem(TO_BUILD),
                new BoundTensorRt());
    }

    private static void refuse(Optional<String> problem) {
        problem.ifPresent(sentence -> {
            throw new EngineException("TensorRT cannot be used: " + sentence);
        });
    }
}
