package org.radiologygpt.guard;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** The words of size and age that a sentence gives to a finding, before it or behind {@code is}. */
final class QualityReader {
    private static final Set<String> ENDS = Set.of(",", ";", ":", ".", "with", "without", "but", "and", "or");
    private static final Set<String> VERBS = Set.of("is", "are", "appear", "appears", "remain", "was", "were", "look");
    private static final int REACH_BEFORE = 8;
    private static final int REACH_BEHIND = 8;
    private static final int REACH_OF_VERB = 4;

    private final List<String> words;
    private final Triggers triggers;
    private final List<Found> found;
    private final Lexicon lexicon;

    QualityReader(List<String> words, Triggers triggers, List<Found> found, Lexicon lexicon) {
        this.words = words;
        this.triggers = triggers;
        this.found = found;
        this.lexicon = lexicon;
    }

    Set<Quality> qualities(Found at) {
        Set<Quality> qualities = EnumSet.noneOf(Quality.class);
        int start = at.start();
        while (start > Math.max(0, at.start() - REACH_BEFORE) && !ends(start - 1)) {
            start--;
        }
        collect(start, at.end(), qualities);
        if (qualities.isEmpty()) {
            predicate(at).ifPresent(verb -> collect(verb + 1, behind(verb), qualities));
            afterthought(at).ifPresent(comma -> collect(comma + 1, behind(comma), qualities));
        }
        return qualities;
    }

    private void collect(int from, int to, Set<Quality> qualities) {
        int index = from;
        while (index < to) {
            List<Phrases.Hit<Optional<Quality>>> hits = lexicon.qualitiesAt(words, index);
            hits.forEach(hit -> hit.value().ifPresent(qualities::add));
            index += hits.isEmpty() ? 1 : hits.get(0).length();
        }
    }

    /** A word that parts what belongs to the finding from what does not; two qualities may be joined by "and". */
    private boolean ends(int index) {
        boolean joins = index + 1 < words.size()
                && !lexicon.qualitiesAt(words, index + 1).isEmpty()
                && index > 0
                && !lexicon.qualitiesAt(words, index - 1).isEmpty();
        return ENDS.contains(words.get(index)) && !joins
                || triggers.negates(index)
                || triggers.stops(index)
                || isFinding(index);
    }

    private boolean isFinding(int index) {
        return found.stream()
                .anyMatch(other -> !other.term().isOrgan() && other.start() <= index && index < other.end());
    }

    /** {@code The effusion in the left chest is large}. */
    private Optional<Integer> predicate(Found at) {
        for (int index = at.end(); index < Math.min(words.size(), at.end() + REACH_BEHIND); index++) {
            if (VERBS.contains(words.get(index))) {
                return Optional.of(index);
            }
            if (ENDS.contains(words.get(index)) || isFinding(index)) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** {@code Effusion on the left, large.} */
    private Optional<Integer> afterthought(Found at) {
        for (int index = at.end(); index < Math.min(words.size(), at.end() + REACH_BEHIND); index++) {
            if (words.get(index).equals(",")) {
                int end = behind(index);
                boolean closes = end >= words.size()
                        || words.get(end).equals(".")
                        || words.get(end).equals(";");
                boolean quality = index + 1 < words.size()
                        && !lexicon.qualitiesAt(words, index + 1).isEmpty();
                boolean alone = IntStream.range(index, end).noneMatch(this::isFinding);
                return closes && quality && alone ? Optional.of(index) : Optional.empty();
            }
            if (ENDS.contains(words.get(index)) || isFinding(index)) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private int behind(int verb) {
        int end = verb + 1;
        while (end < Math.min(words.size(), verb + 1 + REACH_OF_VERB) && !ends(end)) {
            end++;
        }
        return end;
    }
}
