package org.radiologygpt.model.gpu.tensorrt;

import ai.djl.engine.EngineException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.radiologygpt.model.tensorrt.Gpu;
import org.radiologygpt.model.tensorrt.device.LocalGpus;
import org.radiologygpt.model.tensorrt.plan.PlanOptions;
import org.radiologygpt.model.tensorrt.plan.Plans;
import org.radiologygpt.model.tensorrt.plan.Precision;
import org.radiologygpt.model.tensorrt.plan.Profile;

/**
 * Plans of strongly typed graphs, kept from start to start.
 *
 * @param local the machine
 * @param plans of it
 */
record CachedPlans(LocalGpus local, Plans plans, Gpu gpu, Path directory) implements Planner {
    private static final int LEVEL = 3;
    private static final Duration LONGEST_BUILD = Duration.ofHours(2);

    @Override
    public Path planOf(Path onnx, List<Profile> profiles) throws IOException {
        local.builderProblem().ifPresent(problem -> {
            throw new EngineException("TensorRT cannot build an engine: " + problem);
        });
        return plans.planOf(
                onnx,
                new PlanOptions(
                        profiles,
                        Set.of(Precision.STRONG),
                        OptionalInt.empty(),
                        LEVEL,
                        true,
                        Optional.of(directory.toString()),
                        LONGEST_BUILD),
                gpu);
    }
}
