package org.radiologygpt.guard;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.radiologygpt.draft.GuardVerdict;
import org.radiologygpt.report.RadiologyReport;

/** The draft does not go round in circles: no sentence twice, no four words three times. */
final class RepetitionGuard implements Guard {
    private static final int RUN_WORDS = 4;
    private static final int MOST_RUNS = 2;

    @Override
    public String name() {
        return "repetition";
    }

    @Override
    public GuardVerdict check(String impression, RadiologyReport report) {
        Map<List<String>, Integer> sentences = new HashMap<>();
        ClinicalText.of(impression).sentences().stream()
                .map(Sentence::words)
                .filter(words -> words.size() > 2)
                .forEach(words -> sentences.merge(words, 1, Integer::sum));
        boolean twice = sentences.values().stream().anyMatch(count -> count > 1);
        return Verdicts.of(name(), twice || circles(Words.of(impression)) ? List.of("repeats itself") : List.of());
    }

    private static boolean circles(List<String> words) {
        Map<List<String>, Integer> runs = new HashMap<>();
        for (int start = 0; start + RUN_WORDS <= words.size(); start++) {
            runs.merge(words.subList(start, start + RUN_WORDS), 1, Integer::sum);
        }
        return runs.values().stream().anyMatch(count -> count > MOST_RUNS);
    }
}
