package org.radiologygpt.model.gpu.tensorrt;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.radiologygpt.model.tensorrt.plan.Profile;

/** Turns a graph into a plan for one GPU. */
interface Planner {
    /** Where files may be put meanwhile, and plans are kept. */
    Path directory();

    /**
     * The plan of a graph, built where there is none yet; that takes minutes.
     *
     * @param onnx whose weights lie beside it
     * @throws ai.djl.engine.EngineException with one sentence where it cannot be built
     */
    Path planOf(Path onnx, List<Profile> profiles) throws IOException;
}
