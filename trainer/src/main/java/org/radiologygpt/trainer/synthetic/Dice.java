package org.radiologygpt.trainer.synthetic;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The randomness of one report: the same seed and report number give the same throws on every JDK. */
final class Dice {
    private final SplittableRandom random;

    Dice(long seed, long report) {
        random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + report * 0xBF58476D1CE4E5B9L + 1);
    }

    int between(int low, int high) {
        return random.nextInt(low, high + 1);
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    <T> List<T> shuffled(List<T> items) {
        List<T> copy = new ArrayList<>(items);
        for (int i = copy.size() - 1; i > 0; i--) {
            copy.set(i, copy.set(random.nextInt(i + 1), copy.get(i)));
        }
        return copy;
    }
}
