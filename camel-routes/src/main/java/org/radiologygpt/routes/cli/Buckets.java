package org.radiologygpt.routes.cli;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The histogram of one timer, as a page of metrics shows it: how many took up to so many seconds. A quantile is the bound
 * of the bucket that it falls in, some 10 % above the true one at most.
 */
record Buckets(NavigableMap<Double, Double> upTo) {

    static Buckets of(String page, String timer) {
        NavigableMap<Double, Double> counts = new TreeMap<>();
        Pattern line = Pattern.compile("^" + timer + "_seconds_bucket\\{le=\"([^\"]+)\"} (\\S+)$", Pattern.MULTILINE);
        Matcher matcher = line.matcher(page);
        while (matcher.find()) {
            String bound = matcher.group(1);
            counts.put(
                    bound.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(bound),
                    Double.parseDouble(matcher.group(2)));
        }
        return new Buckets(counts);
    }

    /** What came after an earlier page. */
    Buckets since(Buckets before) {
        NavigableMap<Double, Double> counts = new TreeMap<>();
        upTo.forEach((bound, count) -> counts.put(bound, count - before.upTo().getOrDefault(bound, 0.0)));
        return new Buckets(counts);
    }

    /** Seconds within which a part of all were done; 0 where there are none. */
    double quantile(double part) {
        double all = upTo.isEmpty() ? 0 : upTo.lastEntry().getValue();
        return upTo.entrySet().stream()
                .filter(entry -> all > 0 && entry.getValue() >= part * all)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(0.0);
    }

    /** {@code p50 and p99} in milliseconds. */
    String milliseconds() {
        return "%.1f and %.1f".formatted(1000 * quantile(0.5), 1000 * quantile(0.99));
    }
}
