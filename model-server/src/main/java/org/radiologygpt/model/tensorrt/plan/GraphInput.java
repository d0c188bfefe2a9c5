package org.radiologygpt.model.tensorrt.plan;

import java.util.List;

/**
 * An input as the ONNX parser tells it.
 *
 * @param shape {@code -1} for a dynamic dimension
 */
record GraphInput(String name, List<Integer> shape) {
    GraphInput {
        shape = List.copyOf(shape);
    }

    boolean isDynamic() {
        return shape.contains(-1);
    }

    boolean allows(ShapeRange range) {
        if (range.max().size() != shape.size()) {
            return false;
        }
        for (int i = 0; i < shape.size(); i++) {
            int fixed = shape.get(i);
            if (fixed != -1 && (range.min().get(i) != fixed || range.max().get(i) != fixed)) {
                return false;
            }
        }
        return true;
    }
}
