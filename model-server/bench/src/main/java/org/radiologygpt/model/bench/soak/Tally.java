package org.radiologygpt.model.bench.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What all clients saw; for any thread. */
final class Tally {
    private final Map<String, Map<String, Integer>> counts = new TreeMap<>();
    private final List<String> faults = new ArrayList<>();
    private final List<Double> latencies = new ArrayList<>();
    private final AtomicInteger ended = new AtomicInteger();
    private int answers;

    /** A request ended with a reply. */
    synchronized void replied(Kind kind, Reply reply) {
        count(kind.name(), Integer.toString(reply.status()));
        if (kind.answered() && reply.status() == 200) {
            latencies.add(reply.millis());
        }
        if (reply.status() == 200 && kind != Kind.CANCEL) {
            answers++;
        }
        ended.incrementAndGet();
    }

    /** A request ended without one. */
    synchronized void broke(Kind kind, Exception cause) {
        count(kind.name(), "none");
        fault(kind + " got no answer: " + cause);
        ended.incrementAndGet();
    }

    synchronized void count(String kind, String status) {
        counts.computeIfAbsent(kind, name -> new TreeMap<>()).merge(status, 1, Integer::sum);
    }

    synchronized void fault(String sentence) {
        faults.add(sentence);
    }

    /** Requests for text that have ended. */
    int ended() {
        return ended.get();
    }

    /** Whole answers. */
    synchronized int answers() {
        return answers;
    }

    synchronized int count(Kind kind, int status) {
        return counts.getOrDefault(kind.name(), Map.of()).getOrDefault(Integer.toString(status), 0);
    }

    synchronized List<String> faults() {
        return List.copyOf(faults);
    }

    /** Statuses and how often, by kind. */
    synchronized Map<String, Map<String, Integer>> counts() {
        Map<String, Map<String, Integer>> copy = new TreeMap<>();
        counts.forEach((kind, statuses) -> copy.put(kind, new TreeMap<>(statuses)));
        return copy;
    }

    /** Time in ms within which a part of the answers ended; NaN without answers. */
    synchronized double latency(double part) {
        if (latencies.isEmpty()) {
            return Double.NaN;
        }
        List<Double> sorted = latencies.stream().sorted().toList();
        return sorted.get((int) Math.min(sorted.size() - 1, Math.ceil(part * sorted.size()) - 1));
    }
}
