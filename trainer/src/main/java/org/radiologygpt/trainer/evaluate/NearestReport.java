package org.radiologygpt.trainer.evaluate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.radiologygpt.trainer.corpus.Pair;

/**
 * Finds the report with the most similar findings: cosine of TF-IDF vectors of words, weight
 * {@code (1 + ln tf) · (1 + ln((1 + N) / (1 + df)))}, over an inverted index.
 */
final class NearestReport {
    private final List<Pair> reports;
    private final Map<String, List<Posting>> index = new HashMap<>();
    private final Map<String, Integer> frequency = new HashMap<>();

    /** A word's share of a report's unit vector. */
    private record Posting(int report, double weight) {}

    /** Of at least one report. */
    NearestReport(List<Pair> reports) {
        this.reports = List.copyOf(reports);
        List<Map<String, Integer>> counts = reports.stream()
                .map(pair -> counts(Rouge.words(pair.findings())))
                .toList();
        counts.forEach(words -> words.keySet().forEach(word -> frequency.merge(word, 1, Integer::sum)));
        for (int report = 0; report < counts.size(); report++) {
            int number = report;
            unit(counts.get(report)).forEach((word, weight) -> index.computeIfAbsent(word, any -> new ArrayList<>())
                    .add(new Posting(number, weight)));
        }
    }

    /** The most similar one; of equals the first in the list. */
    Pair to(String findings) {
        double[] cosine = new double[reports.size()];
        unit(counts(Rouge.words(findings))).forEach((word, weight) -> index.getOrDefault(word, List.of())
                .forEach(posting -> cosine[posting.report] += weight * posting.weight));
        int best = 0;
        for (int report = 1; report < cosine.length; report++) {
            best = cosine[report] > cosine[best] ? report : best;
        }
        return reports.get(best);
    }

    private Map<String, Double> unit(Map<String, Integer> counts) {
        Map<String, Double> weights = new HashMap<>();
        counts.forEach((word, count) -> weights.put(word, (1 + Math.log(count)) * rarity(word)));
        double length = Math.sqrt(
                weights.values().stream().mapToDouble(weight -> weight * weight).sum());
        weights.replaceAll((word, weight) -> weight / length);
        return weights;
    }

    private double rarity(String word) {
        return 1 + Math.log((1.0 + reports.size()) / (1.0 + frequency.getOrDefault(word, 0)));
    }

    private static Map<String, Integer> counts(List<String> words) {
        Map<String, Integer> counts = new HashMap<>();
        words.forEach(word -> counts.merge(word, 1, Integer::sum));
        return counts;
    }
}
