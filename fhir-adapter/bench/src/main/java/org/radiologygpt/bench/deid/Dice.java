package org.radiologygpt.bench.deid;

import java.util.List;
import java.util.SplittableRandom;

/** Chance from a seed. */
final class Dice {
    private final SplittableRandom random;

    Dice(long seed) {
        random = new SplittableRandom(seed);
    }

    <T> T of(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    @SafeVarargs
    final <T> T of(T... values) {
        return values[random.nextInt(values.length)];
    }

    /** Both ends included. */
    int between(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    boolean chance(double share) {
        return random.nextDouble() < share;
    }

    /** As many random figures. */
    String figures(int count) {
        StringBuilder figures = new StringBuilder().append(between(1, 9));
        while (figures.length() < count) {
            figures.append(between(0, 9));
        }
        return figures.toString();
    }

    /** Replaces {@code #} by a figure and {@code @} by a capital letter. */
    String shaped(String shape) {
        StringBuilder value = new StringBuilder();
        for (char at : shape.toCharArray()) {
            switch (at) {
                case '#' -> value.append(between(0, 9));
                case '@' -> value.append("ABCDEFGHJKLMNPRSTUVWXYZ".charAt(between(0, 22)));
                default -> value.append(at);
            }
        }
        return value.toString();
    }
}
