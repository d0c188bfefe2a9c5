package org.radiologygpt.model.gpu;

import java.util.List;
import java.util.Map;

/**
 * A range of shapes that an engine is built for (TensorRT's optimisation profile).
 *
 * @param name for logs
 * @param inputs every input by name
 */
public record Profile(String name, Map<String, Dimensions> inputs) {

    /**
     * Dimensions of one input.
     *
     * @param least smallest
     * @param usual those that the engine is tuned for
     * @param most largest
     */
    public record Dimensions(List<Long> least, List<Long> usual, List<Long> most) {

        boolean takes(List<Long> shape) {
            boolean takes = shape.size() == least.size();
            for (int i = 0; takes && i < shape.size(); i++) {
                takes = least.get(i) <= shape.get(i) && shape.get(i) <= most.get(i);
            }
            return takes;
        }
    }

    /** Whether a pass of these shapes is within. */
    public boolean takes(Map<String, List<Long>> shapes) {
        return shapes.keySet().equals(inputs.keySet())
                && shapes.entrySet().stream()
                        .allMatch(shape -> inputs.get(shape.getKey()).takes(shape.getValue()));
    }
}
