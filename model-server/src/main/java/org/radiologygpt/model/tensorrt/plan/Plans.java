package org.radiologygpt.model.tensorrt.plan;

import ai.djl.engine.EngineException;
import ai.djl.util.Utils;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.radiologygpt.model.tensorrt.Gpu;
import org.radiologygpt.model.tensorrt.Installed;
import org.radiologygpt.model.tensorrt.plan.BuildAnswer.Built;
import org.radiologygpt.model.tensorrt.plan.BuildAnswer.Failed;
import org.radiologygpt.model.tensorrt.plan.BuildAnswer.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The plans of this machine. One is built at a time: two builds on one GPU would spoil each other's measurements. */
public final class Plans {
    private static final Logger LOG = LoggerFactory.getLogger(Plans.class);

    private final Installed installed;
    private final PlanBuilder builder;

    /** Builds in a process of its own. */
    public Plans(Installed installed) {
        this(installed, new BuilderProcess(BuilderMain.class));
    }

    Plans(Installed installed, PlanBuilder builder) {
        this.installed = installed;
        this.builder = builder;
    }

    /**
     * The plan file of a model, built where the cache does not have it whole; that takes minutes.
     *
     * @throws IOException where the model or the cache cannot be read or written
     * @throws OptionException where the options do not fit the model or the GPU
     * @throws EngineException where TensorRT cannot build it
     */
    public synchronized Path planOf(Path onnx, PlanOptions options, Gpu gpu) throws IOException {
        options.check(gpu.sm());
        PlanCache cache = new PlanCache(options.cacheDirectory()
                .map(Path::of)
                .orElseGet(() -> Utils.getCacheDir().resolve("tensorrt"))
                .toAbsolutePath());
        String key = PlanKey.plan(OnnxFiles.digest(onnx), gpu, installed, options);
        return cache.obtain(key, part -> {
            Path log = cache.file(key, ".log");
            Optional<Path> timings = options.timingCache()
                    ? Optional.of(cache.file(PlanKey.timings(gpu, installed), ".timings"))
                    : Optional.empty();
            BuildRequest request = new BuildRequest(
                    onnx.toAbsolutePath(),
                    part,
                    cache.file(key, ".answer"),
                    timings,
                    gpu.index(),
                    installed.libraries(),
                    options.shaping());
            LOG.info("building a TensorRT engine of {} for {}; log: {}", onnx.getFileName(), gpu.name(), log);
            return digest(builder.build(request, log, options.buildTimeout()), onnx, log);
        });
    }

    private static String digest(BuildAnswer answer, Path onnx, Path log) {
        if (answer instanceof Built built) {
            return built.sha256();
        }
        if (answer instanceof Refused refused) {
            throw new OptionException(refused.option(), refused.sentence());
        }
        throw new EngineException("TensorRT built no engine of " + onnx.getFileName() + ": "
                + ((Failed) answer).sentence() + "; all that the building process said is in " + log);
    }
}
