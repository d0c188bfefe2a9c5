package org.radiologygpt.model.gpu;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.radiologygpt.model.gpu.Profile.Dimensions;
import org.radiologygpt.model.graph.AdapterNames;
import org.radiologygpt.model.graph.CacheNames;
import org.radiologygpt.model.graph.PassNames;
import org.radiologygpt.model.weights.AdapterLimits;
import org.radiologygpt.model.weights.LlamaConfig;

/** What shapes an engine is built for: one range for prompts, one for steps, and every input's shape in a pass. */
record Profiles(LlamaConfig config, AdapterLimits adapters, Buckets buckets) {

    /** Prompts one at a time, up to a chunk; steps of one row, which read weights and little else; steps of any number. */
    List<Profile> all() {
        int shortest = buckets.pitch(1);
        int longest = buckets.capacity();
        return List.of(
                profile(
                        "prompt",
                        shapes(1, buckets.newTokens(1), shortest),
                        shapes(1, buckets.mostNew(), shortest),
                        shapes(1, buckets.mostNew(), longest)),
                steps("step", 1),
                steps("steps", buckets.slots()));
    }

    private Profile steps(String name, int rows) {
        int shortest = buckets.pitch(1);
        int longest = buckets.capacity();
        return profile(
                name,
                shapes(1, 1, shortest),
                shapes(rows, 1, buckets.pitch(Math.min(longest, 4 * shortest))),
                shapes(rows, 1, longest));
    }

    private static Profile profile(
            String name, Map<String, List<Long>> least, Map<String, List<Long>> usual, Map<String, List<Long>> most) {
        Map<String, Dimensions> inputs = new HashMap<>();
        least.forEach((input, shape) -> inputs.put(input, new Dimensions(shape, usual.get(input), most.get(input))));
        return new Profile(name, inputs);
    }

    /**
     * Shapes of every input in a pass.
     *
     * @param past tokens of the cache that are shown
     */
    Map<String, List<Long>> shapes(long rows, long newTokens, long past) {
        Map<String, List<Long>> shapes = new HashMap<>();
        shapes.put(PassNames.INPUT_IDS, List.of(rows, newTokens));
        shapes.put(PassNames.PAST_LENGTHS, List.of(rows));
        shapes.put(PassNames.LOGIT_INDEX, List.of(rows));
        for (int layer = 0; layer < config.layers(); layer++) {
            List<Long> cache = tokens(rows, past);
            shapes.put(CacheNames.pastKey(layer), cache);
            shapes.put(CacheNames.pastValue(layer), cache);
        }
        long columns = adapters.columns();
        var matrices = adapters.matrices(config);
        if (!matrices.isEmpty()) {
            shapes.put(AdapterNames.MASK, List.of(rows, 1L, columns));
        }
        matrices.forEach((matrix, shape) -> {
            shapes.put(AdapterNames.a(matrix), List.of(shape[1], columns));
            shapes.put(AdapterNames.b(matrix), List.of(columns, shape[0]));
        });
        return shapes;
    }

    /** Keys or values of tokens. */
    List<Long> tokens(long rows, long count) {
        return List.of(rows, count, (long) config.kvHeads(), (long) config.headDim());
    }
}
