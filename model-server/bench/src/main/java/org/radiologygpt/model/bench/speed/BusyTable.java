package org.radiologygpt.model.bench.speed;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is left of decoding while a process of another keeps every core busy. Half is the engine's fair part; a collapse is
 * less than half of that.
 */
final class BusyTable {
    private static final double GOAL = 0.25;
    private static final int PROMPT_TOKENS = 64;
    private static final int ANSWER_TOKENS = 48;
    private static final int MAX_TOKENS = 128;

    private final ModelFiles files;
    private final Map<String, List<double[]>> seconds = new TreeMap<>();
    private final String asShipped = EngineKind.OURS_INT4.title();

    BusyTable(ModelFiles files) {
        this.files = files;
    }

    void measure(int rounds, int threads) {
        measure(asShipped, EngineKind.OURS_INT4, false, rounds, threads);
        measure(asShipped + ", spinning on", EngineKind.OURS_INT4, true, rounds, threads);
        measure(EngineKind.LLAMA_Q4_0.title(), EngineKind.LLAMA_Q4_0, false, rounds, threads);
    }

    private void measure(String title, EngineKind kind, boolean spinning, int rounds, int threads) {
        List<double[]> values = new ArrayList<>();
        try (EngineProcess engine = files.start(kind, 1, MAX_TOKENS, threads, spinning)) {
            ask(engine, 0);
            for (int round = 1; round <= rounds; round++) {
                double quiet = ask(engine, round);
                try (EngineProcess load = files.spin()) {
                    values.add(new double[] {quiet, ask(engine, round)});
                }
            }
        }
        seconds.put(title, values);
    }

    private static double ask(EngineProcess engine, int seed) {
        return engine.ask("one " + PROMPT_TOKENS + " " + (ANSWER_TOKENS + 1) + " " + seed)[1];
    }

    void print(Report report) {
        report.line("%nDecoding beside a process that keeps every core busy; tokens/s, median (least-most)%n");
        report.head("engine", "alone", "beside it", "part left");
        seconds.forEach((title, values) -> {
            Samples alone = rate(values, 0);
            Samples busy = rate(values, 1);
            report.line(
                    "| %s | %s | %s | %s |",
                    title,
                    alone.toString("%.1f"),
                    busy.toString("%.1f"),
                    busy.over(alone).toString("%.2f"));
        });
        Samples left = rate(seconds.get(asShipped), 1).over(rate(seconds.get(asShipped), 0));
        report.atLeast("part left on busy cores, " + asShipped, left.median(), GOAL);
    }

    private static Samples rate(List<double[]> values, int column) {
        return new Samples(
                values.stream().map(value -> ANSWER_TOKENS / value[column]).toList());
    }
}
