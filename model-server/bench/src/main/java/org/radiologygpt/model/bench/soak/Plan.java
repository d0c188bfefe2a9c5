package org.radiologygpt.model.bench.soak;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What to do.
 *
 * @param model directory
 * @param requests for text, all together
 * @param clients at once
 * @param prompts that the requests are of
 * @param limit time for one answer
 * @param seed of adapters and mix
 * @param mostGrowth of resident memory from the first window to the last, as a part
 */
record Plan(Path model, int requests, int clients, int prompts, Duration limit, long seed, double mostGrowth) {}
