package org.radiologygpt.model.bench.speed;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Many requests at once beside one alone, of the same size and without a common beginning. */
final class ConcurrencyTable {
    private static final double GOAL = 3;
    private static final int PROMPT_TOKENS = 200;
    private static final int ANSWER_TOKENS = 60;
    private static final int MAX_TOKENS = 288;

    private final ModelFiles files;
    private final int requests;
    private final Map<EngineKind, List<double[]>> seconds = new TreeMap<>();

    ConcurrencyTable(ModelFiles files, int requests) {
        this.files = files;
        this.requests = requests;
    }

    void measure(List<EngineKind> kinds, int rounds, int threads) {
        for (EngineKind kind : kinds) {
            List<double[]> values = new ArrayList<>();
            try (EngineProcess engine = files.start(kind, requests, MAX_TOKENS, threads, false)) {
                for (int round = 0; round <= rounds; round++) {
                    values.add(new double[] {ask(engine, 1, round), ask(engine, requests, round)});
                }
            }
            values.remove(0);
            seconds.put(kind, values);
        }
    }

    private static double ask(EngineProcess engine, int count, int seed) {
        return engine.ask("together " + count + " " + PROMPT_TOKENS + " " + ANSWER_TOKENS + " " + seed)[0];
    }

    void print(Report report) {
        report.line(
                "%n%d requests at once beside one, each %d prompt tokens and %d more; all tokens/s, median (least-most)%n",
                requests, PROMPT_TOKENS, ANSWER_TOKENS);
        report.head("engine", "one", requests + " at once", "ratio");
        seconds.forEach((kind, values) -> {
            Samples one = rate(values, 0, 1);
            Samples all = rate(values, 1, requests);
            report.line(
                    "| %s | %s | %s | %s |",
                    kind.title(),
                    one.toString("%.0f"),
                    all.toString("%.0f"),
                    all.over(one).toString("%.2f"));
            if (kind.equalBits()) {
                report.atLeast(
                        requests + " at once to one, " + kind.title(),
                        all.over(one).median(),
                        GOAL);
            }
        });
    }

    private static Samples rate(List<double[]> values, int column, int count) {
        return new Samples(values.stream()
                .map(value -> count * (PROMPT_TOKENS + ANSWER_TOKENS) / value[column])
                .toList());
    }
}
