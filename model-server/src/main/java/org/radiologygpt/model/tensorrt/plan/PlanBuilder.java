package org.radiologygpt.model.tensorrt.plan;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Builds a plan. */
interface PlanBuilder {
    /**
     * Does what a request asks.
     *
     * @param log takes all that is said on the way
     */
    BuildAnswer build(BuildRequest request, Path log, Duration timeout) throws IOException;
}
