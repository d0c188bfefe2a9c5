package org.radiologygpt.deid;

import java.util.Set;

/** Where a form can begin: its expression is tried there, not at every character of a text. */
sealed interface Anchor {

    /** Wherever the place is. */
    record At(Place place) implements Anchor {}

    /** At one of these words, folded, as a whole run of letters. */
    record AtWord(Set<String> words) implements Anchor {}

    /**
     * At digits before one of these words, as a day before its month.
     *
     * @param reach tokens from the digits to the word at most
     */
    record DigitsBefore(Set<String> words, int reach) implements Anchor {}

    /** At a run of what may stand before the {@code @} of an address. */
    record LocalPart() implements Anchor {}

    static Anchor at(Place place) {
        return new At(place);
    }

    static AtWord word(String... words) {
        return word(Set.of(words));
    }

    static AtWord word(Set<String> words) {
        return new AtWord(Set.copyOf(words));
    }

    static Anchor digitsBefore(int reach, Set<String> words) {
        return new DigitsBefore(Set.copyOf(words), reach);
    }

    static Anchor localPart() {
        return new LocalPart();
    }
}
