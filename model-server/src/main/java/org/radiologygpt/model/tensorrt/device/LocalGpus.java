package org.radiologygpt.model.tensorrt.device;

import ai.djl.engine.EngineException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.radiologygpt.model.tensorrt.Gpu;
import org.radiologygpt.model.tensorrt.GpuProbe;
import org.radiologygpt.model.tensorrt.GpuReport;
import org.radiologygpt.model.tensorrt.Installed;
import org.radiologygpt.model.tensorrt.Part;
import org.radiologygpt.model.tensorrt.binding.Libraries;

/**
 * This machine's GPUs with TensorRT ready to be called.
 *
 * @param builderProblem why no plan can be built; plans can be run all the same
 */
public record LocalGpus(Installed installed, List<Gpu> gpus, Optional<String> builderProblem) {
    private static final Set<Part> TO_BUILD = EnumSet.of(Part.BUILDER_RESOURCE, Part.ONNX_PARSER);
    private static final Set<Part> TO_RUN = EnumSet.complementOf(EnumSet.copyOf(TO_BUILD));

    public LocalGpus {
        gpus = List.copyOf(gpus);
    }

    /**
     * Looks at the machine, and opens the libraries only where all are there.
     *
     * @throws EngineException with one sentence that names what the machine lacks
     */
    public static LocalGpus open(GpuProbe probe) {
        Libraries.liftLimits();
        GpuReport report = probe.report();
        refuse(report.firstProblem(TO_RUN));
        Installed installed = probe.installed()
                .orElseThrow(
                        () -> new EngineException("TensorRT cannot be used: a library went while it was looked at"));
        refuse(Libraries.open(installed.libraries()));
        return new LocalGpus(installed, report.gpus(), report.firstProblem(TO_BUILD));
    }

    private static void refuse(Optional<String> problem) {
        problem.ifPresent(sentence -> {
            throw new EngineException("TensorRT cannot be used: " + sentence);
        });
    }

    /**
     * The GPU of a number.
     *
     * @throws EngineException where there is none
     */
    public Gpu gpu(int index) {
        return gpus.stream()
                .filter(gpu -> gpu.index() == index)
                .findFirst()
                .orElseThrow(() -> new EngineException("there is no GPU " + index + "; the driver knows "
                        + gpus.stream().map(Gpu::index).toList()));
    }

    /** The calls into one of them. */
    public static GpuCalls calls(Gpu gpu) {
        return new BoundGpu(gpu.index());
    }
}
