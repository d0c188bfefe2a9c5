package org.radiologygpt.guard;

import java.util.Set;
import org.radiologygpt.draft.TextSpan;

/**
 * A term in a sentence.
 *
 * @param term what
 * @param sentence number of the sentence in the text
 * @param place where it stands in the text
 * @param polarity said to be there, not to be there, or perhaps
 * @param sides of which side the sentence says it is; empty where it says none
 * @param qualifiers words of size and age beside it
 * @param qualities how large and how old the sentence says it is
 * @param historical true where it is of the past: old, known, status post
 */
record Mention(
        Term term,
        int sentence,
        TextSpan place,
        Polarity polarity,
        Set<Side> sides,
        Set<String> qualifiers,
        Set<Quality> qualities,
        boolean historical) {
    enum Polarity {
        AFFIRMED,
        NEGATED,
        UNCERTAIN
    }

    boolean isNegated() {
        return polarity == Polarity.NEGATED;
    }

    boolean isAffirmed() {
        return polarity == Polarity.AFFIRMED;
    }

    /** True unless both name a side and none is the same. */
    boolean mayShareSide(Mention other) {
        return sides.isEmpty() || other.sides.isEmpty() || sides.stream().anyMatch(other.sides::contains);
    }
}
