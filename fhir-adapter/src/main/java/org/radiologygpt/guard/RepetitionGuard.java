package org.radiologygpt.guard;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.radiologygpt.draft.Objection;

/**
 * The draft does not go round in circles: no sentence twice, no four words three times in one sentence, no eight words
 * three times in all. Three fractures in three items share four words and are no circle.
 */
final class RepetitionGuard implements Guard {
    private static final int RUN_IN_SENTENCE = 4;
    private static final int RUN_IN_DRAFT = 8;
    private static final int MOST_RUNS = 2;
    private static final Set<String> MARKS = Set.of(".", ",", ";", ":", "!", "?");

    @Override
    public String name() {
        return "repetition";
    }

    @Override
    public List<Objection> objections(DraftReading reading) {
        List<List<String>> sentences = reading.draft().sentences().stream()
                .map(RepetitionGuard::letters)
                .filter(words -> words.size() > 1)
                .toList();
        boolean repeats = Set.copyOf(sentences).size() < sentences.size()
                || sentences.stream().anyMatch(words -> circles(words, RUN_IN_SENTENCE))
                || circles(Words.of(reading.impression()), RUN_IN_DRAFT);
        return repeats ? List.of(Objection.of("repeats itself")) : List.of();
    }

    /** The last sentence of a circle often lacks its full stop. */
    private static List<String> letters(Sentence sentence) {
        return sentence.words().stream().filter(word -> !MARKS.contains(word)).toList();
    }

    private static boolean circles(List<String> words, int length) {
        Map<List<String>, Integer> runs = new HashMap<>();
        for (int start = 0; start + length <= words.size(); start++) {
            runs.merge(words.subList(start, start + length), 1, Integer::sum);
        }
        return runs.values().stream().anyMatch(count -> count > MOST_RUNS);
    }
}
