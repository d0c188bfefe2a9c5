package org.radiologygpt.trainer.evaluate;

import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** How well sets of present findings agree with reference sets: hits, false alarms and misses of each finding. */
final class Agreement {
    private final Map<ChestFinding, Counts> counts = new EnumMap<>(ChestFinding.class);

    /** Of one finding, or of several together. */
    record Counts(int hits, int alarms, int misses) {
        double f1() {
            return hits == 0 ? 0 : 2.0 * hits / (2 * hits + alarms + misses);
        }

        Counts plus(Counts other) {
            return new Counts(hits + other.hits, alarms + other.alarms, misses + other.misses);
        }

        Overlap overlap() {
            return Overlap.of(hits, hits + misses, hits + alarms);
        }
    }

    void add(Set<ChestFinding> expected, Set<ChestFinding> actual) {
        Set<ChestFinding> either = EnumSet.noneOf(ChestFinding.class);
        either.addAll(expected);
        either.addAll(actual);
        either.forEach(finding ->
                counts.merge(finding, counts(expected.contains(finding), actual.contains(finding)), Counts::plus));
    }

    private static Counts counts(boolean expected, boolean actual) {
        return new Counts(expected && actual ? 1 : 0, expected ? 0 : 1, actual ? 0 : 1);
    }

    Map<ChestFinding, Counts> each() {
        return Map.copyOf(counts);
    }

    /** All findings together. */
    Counts micro() {
        return sum(counts.values());
    }

    /** Mean F1 of the findings that either side has. */
    double macroF1() {
        return counts.values().stream().mapToDouble(Counts::f1).average().orElse(0);
    }

    private static Counts sum(Collection<Counts> all) {
        return all.stream().reduce(new Counts(0, 0, 0), Counts::plus);
    }
}
