package org.radiologygpt.guard;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a reader may conclude from words that do not name it ({@code inferences.tsv}). */
final class Inferences {
    private static final Map<String, Set<String>> BEGINNINGS = GuardTable.rows("inferences.tsv").stream()
            .collect(Collectors.toUnmodifiableMap(row -> row[0], row -> Set.of(row[1].split("\\|"))));

    private Inferences() {}

    /** True where the text names the term, a kind of it or what it is a kind of, or words that it may be concluded from. */
    static boolean isSound(Term term, ClinicalText report) {
        Set<String> beginnings = BEGINNINGS.getOrDefault(term.id(), Set.of());
        return !report.kinOf(term).isEmpty()
                || report.sentences().stream()
                        .flatMap(sentence -> sentence.words().stream())
                        .anyMatch(word -> beginnings.stream().anyMatch(word::startsWith));
    }

    static Set<String> terms() {
        return BEGINNINGS.keySet();
    }
}
