package org.radiologygpt.model.tensorrt.engine;

import ai.djl.ndarray.types.Shape;

/**
 * An input or output of an engine.
 *
 * @param shape {@code -1} for a dynamic dimension
 */
record Port(String name, boolean input, TensorType type, Shape shape) {
    boolean isDynamic() {
        for (long dimension : shape.getShape()) {
            if (dimension < 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether a shape agrees with this one in all that is fixed. */
    boolean allows(Shape other) {
        if (other.dimension() != shape.dimension()) {
            return false;
        }
        for (int i = 0; i < shape.dimension(); i++) {
            if (shape.get(i) >= 0 && shape.get(i) != other.get(i)) {
                return false;
            }
        }
        return true;
    }
}
