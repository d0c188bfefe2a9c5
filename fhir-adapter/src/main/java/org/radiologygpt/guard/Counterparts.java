package org.radiologygpt.guard;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What the findings say of the very thing that a draft speaks of: the same finding, side and, where told, place. */
final class Counterparts {
    private static final Set<String> PLACES = Words.set("""
            upper middle lower apical basal basilar lateral medial anterior posterior proximal distal superior inferior
            frontal parietal temporal occipital thalamic cerebellar bibasilar perihilar lingula lingular
            """);

    private Counterparts() {}

    /** Mentions that the findings do not deny; those of the draft's level or place alone, where there are any. */
    static List<Mention> of(Mention drafted, DraftReading reading) {
        ClinicalText findings = reading.findings();
        List<Mention> kin = findings.kinOf(drafted.term()).stream()
                .filter(source -> !source.isNegated() && drafted.mayShareSide(source))
                .toList();
        Sentence sentence = reading.draft().sentenceOf(drafted);
        List<Mention> level =
                narrowed(kin, source -> shares(SpineLevels.of(sentence), SpineLevels.of(findings.sentenceOf(source))));
        List<Mention> sided = narrowed(level, source -> shares(drafted.sides(), source.sides()));
        return narrowed(sided, source -> shares(places(sentence), places(findings.sentenceOf(source))));
    }

    private static List<Mention> narrowed(List<Mention> mentions, Predicate<Mention> condition) {
        List<Mention> some = mentions.stream().filter(condition).toList();
        return some.isEmpty() ? mentions : some;
    }

    private static boolean shares(Set<?> one, Set<?> other) {
        return one.stream().anyMatch(other::contains);
    }

    private static Set<String> places(Sentence sentence) {
        Set<String> places = new HashSet<>(sentence.words());
        places.retainAll(PLACES);
        return places;
    }
}
