package org.radiologygpt.model.bench.soak;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a soak found.
 *
 * @param tally of the clients
 * @param counted by the server
 * @param memory readings of the server's
 * @param prompts that the requests were of
 * @param seconds that the load took
 */
record Outcome(Tally tally, ServerCounts counted, List<ResidentMemory.Sample> memory, int prompts, double seconds) {
    private static final int MOST_FAULTS = 20;

    boolean good() {
        return tally.faults().isEmpty();
    }

    void print(PrintStream out) {
        line(out, "| request | status: times |");
        line(out, "|---|---|");
        tally.counts().forEach((kind, statuses) -> line(out, "| %s | %s |", kind, listed(statuses)));
        line(out, "%n%d requests in %.0f s, %d prompts", tally.ended(), seconds, prompts);
        line(
                out,
                "answers, from sending to their end: p50 %.0f ms, p99 %.0f ms",
                tally.latency(0.5),
                tally.latency(0.99));
        line(
                out,
                "resident memory of the server, MB: %.1f (20-30 %%), %.1f (55-65 %%), %.1f (90-100 %%); %+.1f %%",
                ResidentMemory.median(memory, 0.2, 0.3),
                ResidentMemory.median(memory, 0.55, 0.65),
                ResidentMemory.median(memory, 0.9, 1),
                100 * Agreement.growth(memory));
        line(out, "/metrics: %d requests; %s", counted.total(), listed(counted.outcomes()));
        List<String> faults = tally.faults();
        line(out, "%d faults", faults.size());
        faults.stream().limit(MOST_FAULTS).forEach(fault -> line(out, "- %s", fault));
    }

    private static String listed(Map<String, Integer> counts) {
        return String.join(
                ", ",
                counts.entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + entry.getValue())
                        .toList());
    }

    private static void line(PrintStream out, String format, Object... values) {
        out.printf(Locale.ROOT, format + "%n", values);
        out.flush();
    }
}
