package org.radiologygpt.deid;

import java.util.Set;

/**
 * Where a form can begin: its expression is tried there, not at every character of a text.
 *
 * @param place what begins there
 * @param words folded words that begin there; empty for any
 */
record Anchor(Place place, Set<String> words) {

    /** What stands at the place. */
    enum Place {
        /** A run of digits, a {@code (} or {@code +} right before it counted in. */
        DIGITS,
        /** A run of digits that a dash, slash, dot or colon joins to more digits, or of six and more. */
        FIGURES,
        /** A run of digits with one of the words among the next three tokens. */
        DIGITS_BEFORE,
        /** A run of letters. */
        LETTERS,
        /** A run of letters and digits. */
        PIECE,
        /** A run of letters and digits, dashes among them, with a digit in it. */
        NUMBERED,
        /** A run of what may stand before the {@code @} of an address. */
        LOCAL_PART
    }

    static Anchor digits() {
        return new Anchor(Place.DIGITS, Set.of());
    }

    static Anchor figures() {
        return new Anchor(Place.FIGURES, Set.of());
    }

    /** Digits before one of these words, as a day before its month. */
    static Anchor digitsBefore(Anchor words) {
        return new Anchor(Place.DIGITS_BEFORE, words.words);
    }

    static Anchor letters() {
        return new Anchor(Place.LETTERS, Set.of());
    }

    /** One of these words, folded, as a whole run of letters. */
    static Anchor word(String... words) {
        return new Anchor(Place.LETTERS, Set.of(words));
    }

    static Anchor word(Set<String> words) {
        return new Anchor(Place.LETTERS, Set.copyOf(words));
    }

    static Anchor piece() {
        return new Anchor(Place.PIECE, Set.of());
    }

    static Anchor numbered() {
        return new Anchor(Place.NUMBERED, Set.of());
    }

    static Anchor localPart() {
        return new Anchor(Place.LOCAL_PART, Set.of());
    }
}
