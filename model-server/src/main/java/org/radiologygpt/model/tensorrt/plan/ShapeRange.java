package org.radiologygpt.model.tensorrt.plan;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The shapes that an input may take in one optimisation profile.
 *
 * @param min smallest, by dimension
 * @param opt the shape that TensorRT tunes its kernels for
 * @param max largest, by dimension
 */
public record ShapeRange(List<Integer> min, List<Integer> opt, List<Integer> max) {
    public ShapeRange {
        min = List.copyOf(min);
        opt = List.copyOf(opt);
        max = List.copyOf(max);
        if (min.size() != opt.size() || opt.size() != max.size()) {
            throw new IllegalArgumentException("min, opt and max have " + min.size() + ", " + opt.size() + " and "
                    + max.size() + " dimensions; they must have as many each");
        }
        for (int i = 0; i < min.size(); i++) {
            if (min.get(i) < 0 || min.get(i) > opt.get(i) || opt.get(i) > max.get(i)) {
                throw new IllegalArgumentException("dimension " + i + " is " + min.get(i) + "/" + opt.get(i) + "/"
                        + max.get(i) + "; it must be min <= opt <= max");
            }
        }
    }

    /** Whether a shape lies within. */
    public boolean holds(long[] shape) {
        if (shape.length != min.size()) {
            return false;
        }
        for (int i = 0; i < shape.length; i++) {
            if (shape[i] < min.get(i) || shape[i] > max.get(i)) {
                return false;
            }
        }
        return true;
    }

    /** Elements of the largest shape. */
    public long largest() {
        return max.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    }

    /** As it is written in the option: {@code 1x1/1x256/1x1024}. */
    @Override
    public String toString() {
        return text(min) + "/" + text(opt) + "/" + text(max);
    }

    private static String text(List<Integer> shape) {
        return shape.stream().map(String::valueOf).collect(Collectors.joining("x"));
    }
}
