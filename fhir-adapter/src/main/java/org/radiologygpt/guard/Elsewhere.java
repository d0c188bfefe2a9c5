package org.radiologygpt.guard;

/** Sentences of a draft that speak of another examination than this one: recommended, or made before. */
final class Elsewhere {
    private Elsewhere() {}

    static boolean isMeant(int sentence, ClinicalText draft) {
        return Advice.in(draft.sentences().get(sentence).text()).isPresent()
                || Change.claims(draft).stream()
                        .anyMatch(
                                hit -> hit.sentence() == sentence && hit.value().change() == Change.PRIOR);
    }
}
