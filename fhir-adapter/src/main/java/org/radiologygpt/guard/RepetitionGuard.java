package org.radiologygpt.guard;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.radiologygpt.draft.GuardVerdict;
import org.radiologygpt.report.RadiologyReport;

/**
 * The draft does not go round in circles: no sentence twice, no four words three times in one sentence, no eight words
 * three times in all. Three fractures in three items share four words and are no circle.
 */
final class RepetitionGuard implements Guard {
    private static final int RUN_IN_SENTENCE = 4;
    private static final int RUN_IN_DRAFT = 8;
    private static final int MOST_RUNS = 2;

    @Override
    public String name() {
        return "repetition";
    }

    @Override
    public GuardVerdict check(String impression, RadiologyReport report) {
        List<List<String>> sentences = ClinicalText.of(impression).sentences().stream()
                .map(Sentence::words)
                .filter(words -> words.size() > 2)
                .toList();
        boolean repeats = Set.copyOf(sentences).size() < sentences.size()
                || sentences.stream().anyMatch(words -> circles(words, RUN_IN_SENTENCE))
                || circles(Words.of(impression), RUN_IN_DRAFT);
        return Verdicts.of(name(), repeats ? List.of("repeats itself") : List.of());
    }

    private static boolean circles(List<String> words, int length) {
        Map<List<String>, Integer> runs = new HashMap<>();
        for (int start = 0; start + length <= words.size(); start++) {
            runs.merge(words.subList(start, start + length), 1, Integer::sum);
        }
        return runs.values().stream().anyMatch(count -> count > MOST_RUNS);
    }
}
