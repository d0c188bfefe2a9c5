package org.radiologygpt.model.tensorrt.engine;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.radiologygpt.model.tensorrt.plan.ShapeRange;

/** Which optimisation profile a run takes: of those that hold all shapes, the one tuned for the fewest elements. */
final class ProfileChoice {
    private ProfileChoice() {}

    /** @throws EngineException where none holds them */
    static int of(List<Map<String, ShapeRange>> profiles, Map<String, Shape> shapes) {
        int chosen = -1;
        long least = Long.MAX_VALUE;
        for (int i = 0; i < profiles.size(); i++) {
            long elements = profiles.get(i).values().stream()
                    .mapToLong(ShapeRange::largest)
                    .sum();
            if (elements < least && holds(profiles.get(i), shapes)) {
                chosen = i;
                least = elements;
            }
        }
        if (chosen < 0) {
            throw new EngineException("no optimisation profile holds the shapes " + new TreeMap<>(shapes)
                    + "; they are " + told(profiles));
        }
        return chosen;
    }

    private static boolean holds(Map<String, ShapeRange> profile, Map<String, Shape> shapes) {
        return profile.entrySet().stream().allMatch(range -> range.getValue()
                .holds(shapes.get(range.getKey()).getShape()));
    }

    private static List<String> told(List<Map<String, ShapeRange>> profiles) {
        return profiles.stream().map(TreeMap::new).map(TreeMap::toString).toList();
    }
}
