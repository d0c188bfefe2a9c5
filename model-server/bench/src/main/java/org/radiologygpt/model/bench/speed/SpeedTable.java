package org.radiologygpt.model.bench.speed;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Prompt and answer of one request, engine after engine within each round; then what each holds in memory. */
final class SpeedTable {
    private static final double DECODE_GOAL = 1.7;
    private static final double PREFILL_GOAL = 1.9;
    private static final double MEMORY_GOAL_MB = 400;

    private final ModelFiles files;
    private final int promptTokens;
    private final int answerTokens;
    private final int maxTokens;
    private final Map<EngineKind, List<double[]>> seconds = new EnumMap<>(EngineKind.class);
    private final Map<EngineKind, Resident> memory = new EnumMap<>(EngineKind.class);

    SpeedTable(ModelFiles files, int promptTokens, int answerTokens) {
        this.files = files;
        this.promptTokens = promptTokens;
        this.answerTokens = answerTokens;
        this.maxTokens = promptTokens + answerTokens + 64;
    }

    /** One round to warm up, not counted, then those asked for. */
    void measure(int rounds, int threads) {
        Map<EngineKind, EngineProcess> engines = new EnumMap<>(EngineKind.class);
        try {
            for (EngineKind kind : EngineKind.values()) {
                engines.put(kind, files.start(kind, 1, maxTokens, threads, false));
                seconds.put(kind, new ArrayList<>());
            }
            for (int round = 0; round <= rounds; round++) {
                String command = "one " + promptTokens + " " + (answerTokens + 1) + " " + round;
                engines.forEach((kind, engine) -> seconds.get(kind).add(engine.ask(command)));
            }
            seconds.values().forEach(values -> values.remove(0));
            engines.forEach((kind, engine) -> memory.put(kind, Resident.parse(engine.ask("memory"))));
        } finally {
            engines.values().forEach(EngineProcess::close);
        }
    }

    void print(Report report, int rounds, int threads) {
        report.line(
                "%nOne request of %d prompt tokens, then %d more; %d threads, %d rounds in turn; tokens/s, median (least-most)%n",
                promptTokens, answerTokens, threads, rounds);
        report.head("engine", "prefill", "decode", "prefill to llama.cpp", "decode to llama.cpp");
        for (EngineKind kind : EngineKind.values()) {
            report.line(
                    "| %s | %s | %s | %s | %s |",
                    kind.title(),
                    prefill(kind).toString("%.0f"),
                    decode(kind).toString("%.1f"),
                    ratio(kind, prefill(kind).over(prefill(kind.peer()))),
                    ratio(kind, decode(kind).over(decode(kind.peer()))));
        }
        printMemory(report);
        goals(report);
    }

    private void printMemory(Report report) {
        report.line("%nMemory after these rounds, a JVM each, MB; one slot of %d tokens%n", maxTokens);
        report.head("engine", "weights", "keys and values", "peak resident", "beyond the two", "anonymous at the end");
        for (EngineKind kind : EngineKind.values()) {
            report.line(
                    "| %s | %.0f | %.0f | %.0f | %.0f | %.0f |",
                    kind.title(),
                    files.weightMegabytes(kind),
                    files.cacheMegabytes(kind, 1, maxTokens),
                    memory.get(kind).peak(),
                    beyond(kind),
                    memory.get(kind).anonymous());
        }
    }

    private void goals(Report report) {
        for (EngineKind kind : EngineKind.values()) {
            if (kind.equalBits()) {
                Samples decode = decode(kind).over(decode(kind.peer()));
                Samples prefill = prefill(kind).over(prefill(kind.peer()));
                report.atLeast("decode to llama.cpp, " + kind.title(), decode.median(), DECODE_GOAL);
                report.atLeast("prefill to llama.cpp, " + kind.title(), prefill.median(), PREFILL_GOAL);
                report.atMost("MB beyond weights, keys and values, " + kind.title(), beyond(kind), MEMORY_GOAL_MB);
            }
        }
    }

    private static String ratio(EngineKind kind, Samples ratio) {
        return kind == kind.peer() ? "" : ratio.toString("%.2f");
    }

    private double beyond(EngineKind kind) {
        return memory.get(kind).peak() - files.weightMegabytes(kind) - files.cacheMegabytes(kind, 1, maxTokens);
    }

    private Samples prefill(EngineKind kind) {
        return new Samples(seconds.get(kind).stream()
                .map(values -> promptTokens / values[0])
                .toList());
    }

    private Samples decode(EngineKind kind) {
        return new Samples(seconds.get(kind).stream()
                .map(values -> answerTokens / values[1])
                .toList());
    }
}
