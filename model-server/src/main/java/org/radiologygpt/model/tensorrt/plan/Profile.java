package org.radiologygpt.model.tensorrt.plan;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One optimisation profile.
 *
 * @param ranges by name of the input
 */
public record Profile(Map<String, ShapeRange> ranges) {
    public Profile {
        ranges = Map.copyOf(ranges);
    }

    /** As it is written in the option, inputs in the order of their names. */
    @Override
    public String toString() {
        return new TreeMap<>(ranges)
                .entrySet().stream()
                        .map(range -> range.getKey() + "=" + range.getValue())
                        .collect(Collectors.joining(","));
    }
}
