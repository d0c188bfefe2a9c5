package org.radiologygpt.guard;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The sides that a sentence gives to a term. */
final class SideReader {
    private static final Set<String> CLAUSE_BREAKS = Set.of(",", ";", ":", ".");
    private static final Set<String> PREPOSITIONS = Words.set("""
            in on at of within along involving to from throughout near over overlying about
            """);

    /** {@code Blood is noted in the left sulci}: says that it is there, and goes on to say where. */
    private static final Set<String> PRESENCE = Set.of("is", "are", "seen", "noted", "present");

    private final List<String> words;
    private final Triggers triggers;
    private final List<Found> found;

    SideReader(List<String> words, Triggers triggers, List<Found> found) {
        this.words = words;
        this.triggers = triggers;
        this.found = found;
    }

    Set<Side> sides(Found at) {
        Set<Side> own = within(at);
        Set<Side> beside = EnumSet.noneOf(Side.class);
        beside.addAll(own);
        beside.addAll(inNounPhrase(at));
        beside.addAll(behind(at));
        return beside.isEmpty() ? nearestBefore(at) : beside;
    }

    private Set<Side> within(Found at) {
        Set<Side> sides = EnumSet.noneOf(Side.class);
        for (int index = at.start(); index < at.end(); index++) {
            sides.addAll(sideOf(index));
        }
        return sides;
    }

    /** {@code small left pleural effusion}, {@code right and left kidneys}. */
    private Set<Side> inNounPhrase(Found at) {
        Set<Side> sides = EnumSet.noneOf(Side.class);
        for (int index = at.start() - 1; index >= Math.max(0, at.start() - 8); index--) {
            Set<Side> side = sideOf(index);
            if (side.isEmpty() && breaksNounPhrase(index, !sides.isEmpty())) {
                return sides;
            }
            if (!sides.isEmpty() && !side.isEmpty() && !isSideList(index)) {
                return sides;
            }
            sides.addAll(side);
        }
        return sides;
    }

    private boolean breaksNounPhrase(int index, boolean sided) {
        String word = words.get(index);
        boolean compares = word.equals("than")
                || word.equals("greater")
                || word.equals("more")
                || word.equals("less")
                || word.equals("larger");
        if (sided) {
            return !compares && !word.equals("and") && !word.equals("or") && !word.equals("/") && !word.equals(",");
        }
        return triggers.stops(index)
                || CLAUSE_BREAKS.contains(word)
                || PREPOSITIONS.contains(word)
                || triggers.negates(index)
                || word.equals("and") && !isOrganJoin(index)
                || word.equals("with")
                || word.equals("is")
                || word.equals("are");
    }

    /** {@code right upper and lower lobes}: the side stands for both. */
    private boolean isOrganJoin(int index) {
        boolean next = index + 1 < words.size() && sideOf(index + 1).isEmpty();
        boolean position = index > 0
                && Set.of(
                                "upper",
                                "lower",
                                "middle",
                                "mid",
                                "superior",
                                "inferior",
                                "anterior",
                                "posterior",
                                "medial",
                                "lateral",
                                "proximal",
                                "distal")
                        .contains(words.get(index - 1));
        return next && position;
    }

    private boolean isSideList(int index) {
        return index + 1 < words.size()
                && Set.of("and", "or", "/", "greater", "more", "less", "larger", ",")
                        .contains(words.get(index + 1));
    }

    /** {@code effusion on the left}, {@code nodule in the right upper lobe}: up to the next finding or clause. */
    private Set<Side> behind(Found at) {
        Set<Side> sides = EnumSet.noneOf(Side.class);
        boolean preposition = false;
        for (int index = at.end(); index < Math.min(words.size(), at.end() + 9); index++) {
            String word = words.get(index);
            if (word.equals(";")
                    || word.equals(".")
                    || word.equals(",")
                    || word.equals("with")
                    || triggers.stops(index) && !PRESENCE.contains(word)
                    || triggers.before(index).isPresent()) {
                return sides;
            }
            if (startsOther(index, at) || word.equals("and") && !joinsSides(index)) {
                return sides;
            }
            Set<Side> side = sideOf(index);
            if (!side.isEmpty() && !preposition && !isTrailing(index)) {
                return sides;
            }
            preposition |= PREPOSITIONS.contains(word) || word.equals(":");
            sides.addAll(side);
        }
        return sides;
    }

    /** {@code pleural effusions, left greater than right} and {@code effusion, left}. */
    private boolean isTrailing(int index) {
        return index + 1 >= words.size()
                || Set.of("greater", "more", ".", "larger").contains(words.get(index + 1));
    }

    private boolean joinsSides(int index) {
        return index > 0
                && index + 1 < words.size()
                && (!sideOf(index + 1).isEmpty()
                        || Set.of("the").contains(words.get(index + 1))
                                && index + 2 < words.size()
                                && !sideOf(index + 2).isEmpty());
    }

    /** Another finding ends the reach of a finding; another term of any kind that of an organ. */
    private boolean startsOther(int index, Found at) {
        return found.stream()
                .anyMatch(other -> other.start() == index
                        && other.start() >= at.end()
                        && (!other.term().isOrgan() || at.term().isOrgan()));
    }

    /** {@code Left kidney: hydronephrosis}: a side before, with no other between, in the same sentence. */
    private Set<Side> nearestBefore(Found at) {
        if (at.term().isOrgan()) {
            return Set.of();
        }
        for (int index = at.start() - 1; index >= 0; index--) {
            Set<Side> side = sideOf(index);
            if (!side.isEmpty()) {
                Set<Side> sides = EnumSet.copyOf(side);
                if (index >= 2 && isSideList(index - 2)) {
                    sides.addAll(sideOf(index - 2));
                }
                return sides;
            }
            if (words.get(index).equals(",")
                    || words.get(index).equals(";")
                    || words.get(index).equals("and")
                            && triggers.before(index).isEmpty()
                            && otherFindingBetween(index, at)) {
                return Set.of();
            }
        }
        return Set.of();
    }

    private boolean otherFindingBetween(int index, Found at) {
        return found.stream()
                .anyMatch(other -> !other.term().isOrgan() && other.end() <= index && other.start() < at.start());
    }

    private Set<Side> sideOf(int index) {
        return SideWords.of(words, index);
    }
}
