package org.radiologygpt.guard;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.radiologygpt.draft.Objection;

/** A finding is where the findings put it: upper or lower lobe, medial or lateral, proximal or distal, radius or ulna. */
final class LocationGuard implements Guard {
    /** Words of one row exclude each other. */
    private static final List<Set<String>> OPPOSITES = List.of(
            Set.of("upper", "middle", "lower"),
            Set.of("medial", "lateral"),
            Set.of("anterior", "posterior"),
            Set.of("proximal", "distal"),
            Set.of("ascending", "descending"),
            Set.of("inner", "outer"),
            Set.of("radius", "ulna"),
            Set.of("tibia", "fibula"),
            Set.of("supraspinatus", "infraspinatus", "subscapularis"),
            Set.of("frontal", "parietal", "temporal", "occipital"));

    private static final Set<String> OPACITIES =
            Set.of("consolidation", "pneumonia", "infiltrate", "opacity", "atelectasis");

    @Override
    public String name() {
        return "location";
    }

    @Override
    public List<Objection> objections(DraftReading reading) {
        List<Objection> objections = new ArrayList<>();
        for (Mention mention : reading.draft().mentions()) {
            if (mention.term().isOrgan() || mention.isNegated()) {
                continue;
            }
            List<Mention> sources = reading.findings().mentions().stream()
                    .filter(source -> isSame(mention.term(), source.term()))
                    .filter(source -> !source.isNegated() && mention.mayShareSide(source))
                    .toList();
            for (Set<String> row : OPPOSITES) {
                if (isElsewhere(words(mention, reading.draft(), row), sources, reading.findings(), row)) {
                    objections.add(reading.objection(
                            "at another place in the findings: "
                                    + mention.term().spoken(),
                            mention.place(),
                            sources.get(0).place()));
                }
            }
        }
        return objections;
    }

    /** Consolidation of the findings is the impression's pneumonia. */
    private static boolean isSame(Term drafted, Term found) {
        return drafted.isKin(found) || OPACITIES.contains(drafted.id()) && OPACITIES.contains(found.id());
    }

    private static boolean isElsewhere(
            Set<String> drafted, List<Mention> sources, ClinicalText findings, Set<String> row) {
        return !drafted.isEmpty()
                && !sources.isEmpty()
                && sources.stream()
                        .map(source -> words(source, findings, row))
                        .allMatch(known -> !known.isEmpty() && Collections.disjoint(known, drafted));
    }

    private static Set<String> words(Mention mention, ClinicalText text, Set<String> row) {
        Set<String> words = new HashSet<>(text.sentenceOf(mention).words());
        words.retainAll(row);
        return words;
    }
}
