package org.radiologygpt.model.bench.soak;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Requests that the server counted, by outcome.
 *
 * @param outcomes how often each
 */
record ServerCounts(Map<String, Integer> outcomes) {
    private static final Pattern SAMPLE =
            Pattern.compile("(?m)^radiology_model_requests_total\\{[^}]*outcome=\"([a-z_]+)\"[^}]*} ([0-9.E+]+)$");

    /** Of {@code /metrics}. */
    static ServerCounts parse(String metrics) {
        Map<String, Integer> outcomes = new TreeMap<>();
        Matcher sample = SAMPLE.matcher(metrics);
        while (sample.find()) {
            outcomes.merge(sample.group(1), (int) Double.parseDouble(sample.group(2)), Integer::sum);
        }
        return new ServerCounts(outcomes);
    }

    ServerCounts since(ServerCounts before) {
        Map<String, Integer> later = new TreeMap<>(outcomes);
        before.outcomes().forEach((outcome, count) -> later.merge(outcome, -count, Integer::sum));
        later.values().removeIf(count -> count == 0);
        return new ServerCounts(later);
    }

    int total() {
        return outcomes.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Whole answers. */
    int answers() {
        return of("stop") + of("length");
    }

    int of(String outcome) {
        return outcomes.getOrDefault(outcome, 0);
    }
}
