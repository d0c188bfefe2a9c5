package org.radiologygpt.guard;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Where a measured thing is said to be: the sides and lobes of its sentence. */
record Sites(Set<Side> sides, Set<String> lobes) {
    private static final Set<String> LOBES = Set.of("upper", "middle", "lower");

    /** Measurements of the draft that the source gives only at other sides or lobes. */
    static List<String> displaced(String draft, String source) {
        List<String> problems = new ArrayList<>();
        List<Sentence> evidence = Sentence.of(source);
        for (Sentence sentence : Sentence.of(draft)) {
            Sites claimed = of(sentence);
            for (Measurement measurement : Measurement.in(sentence.text())) {
                List<Sites> given = evidence.stream()
                        .filter(known -> Measurement.in(known.text()).stream().anyMatch(measurement::isSupportedBy))
                        .map(Sites::of)
                        .toList();
                if (!given.isEmpty() && given.stream().allMatch(claimed::contradicts)) {
                    problems.add("at another place in the findings: " + measurement.written());
                }
            }
        }
        return problems;
    }

    private static Sites of(Sentence sentence) {
        List<String> words = sentence.words();
        Set<Side> sides = EnumSet.noneOf(Side.class);
        for (int index = 0; index < words.size(); index++) {
            sides.addAll(SideWords.of(words, index));
        }
        return new Sites(sides, words.stream().filter(LOBES::contains).collect(Collectors.toSet()));
    }

    private boolean contradicts(Sites other) {
        return disjoint(sides, other.sides) || disjoint(lobes, other.lobes);
    }

    private static boolean disjoint(Set<?> one, Set<?> other) {
        return !one.isEmpty() && !other.isEmpty() && Collections.disjoint(one, other);
    }
}
