package org.radiologygpt.guard;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which side of a pair a sentence calls the greater: {@code right greater than left}, {@code worse on the right}. */
final class GreaterSide {
    private static final Set<String> MORE = Set.of("greater", "larger", "bigger", "more", "worse", ">");
    private static final Set<String> LESS = Set.of("smaller", "less", "lesser", "<");
    private static final int REACH = 4;

    private GreaterSide() {}

    static Optional<Side> in(Sentence sentence) {
        List<String> words = sentence.words();
        for (int index = 0; index < words.size(); index++) {
            boolean more = MORE.contains(words.get(index));
            if (more || LESS.contains(words.get(index))) {
                Optional<Side> named = side(words, index);
                if (named.isPresent()) {
                    return more ? named : named.map(GreaterSide::other);
                }
            }
        }
        return Optional.empty();
    }

    /** The side compared: behind {@code on} or {@code at}, else the one before {@code than}. */
    private static Optional<Side> side(List<String> words, int at) {
        for (int index = at; index < Math.min(words.size(), at + REACH); index++) {
            String word = words.get(index);
            if (word.equals("on") || word.equals("at") || word.equals("in")) {
                return first(words, index + 1, Math.min(words.size(), index + REACH));
            }
            if (word.equals("than") || word.equals(">") || word.equals("<")) {
                return last(words, Math.max(0, at - REACH), at);
            }
        }
        return Optional.empty();
    }

    private static Optional<Side> first(List<String> words, int from, int to) {
        for (int index = from; index < to; index++) {
            Set<Side> sides = SideWords.of(words, index);
            if (sides.size() == 1) {
                return Optional.of(sides.iterator().next());
            }
        }
        return Optional.empty();
    }

    private static Optional<Side> last(List<String> words, int from, int to) {
        for (int index = to - 1; index >= from; index--) {
            Set<Side> sides = SideWords.of(words, index);
            if (sides.size() == 1) {
                return Optional.of(sides.iterator().next());
            }
        }
        return Optional.empty();
    }

    private static Side other(Side side) {
        return side == Side.LEFT ? Side.RIGHT : Side.LEFT;
    }
}
