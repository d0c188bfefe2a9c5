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

    /**
     * A measurement of the draft that the source gives only at other sides or lobes.
     *
     * @param drafted sentence of the draft
     * @param source sentence of the source
     */
    record Displaced(Measurement measurement, Sentence drafted, Sentence source) {}

    static List<Displaced> displaced(ClinicalText draft, ClinicalText source) {
        List<Displaced> displaced = new ArrayList<>();
        for (Sentence sentence : draft.sentences()) {
            Sites claimed = of(sentence);
            for (Measurement measurement : Measurement.in(sentence.text())) {
                List<Sentence> given = source.sentences().stream()
                        .filter(known -> Measurement.in(known.text()).stream().anyMatch(measurement::isSupportedBy))
                        .toList();
                if (!given.isEmpty() && given.stream().map(Sites::of).allMatch(claimed::contradicts)) {
                    displaced.add(new Displaced(measurement, sentence, given.get(0)));
                }
            }
        }
        return displaced;
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
