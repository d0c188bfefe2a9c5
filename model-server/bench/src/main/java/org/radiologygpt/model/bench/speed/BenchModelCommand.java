package org.radiologygpt.model.bench.speed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.radiologygpt.model.bench.gguf.RandomLlama;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench-model}: prints the tables of docs/benchmarks.md about the model server's speed and memory. */
@Command(
        name = "bench-model",
        description = {
            "Measures the model server beside llama.cpp (through the Java binding de.kherud:llama) on the same random weights:"
                    + " 110 million of them in the linear layers, 12 layers of 768, 12 heads, 2048 inside, 32,000 tokens.",
            "Takes about five minutes on a quiet machine and writes 1.8 GB for that time; on a busy machine only the"
                    + " ratios mean something. Prints which goals are met; the exit code does not tell."
        },
        mixinStandardHelpOptions = true)
public final class BenchModelCommand implements Callable<Integer> {
    @Option(names = "--rounds", defaultValue = "5", description = "Rounds over all engines (default: 5).")
    private int rounds;

    @Option(names = "--threads", defaultValue = "2", description = "Threads of each engine (default: 2).")
    private int threads;

    @Option(names = "--prompt", defaultValue = "512", description = "Prompt tokens (default: 512).")
    private int promptTokens;

    @Option(names = "--answer", defaultValue = "128", description = "Tokens to decode (default: 128).")
    private int answerTokens;

    @Option(names = "--requests", defaultValue = "16", description = "Requests at once (default: 16).")
    private int requests;

    @Option(names = "--peer-at-once", description = "Measures many requests at once in llama.cpp, too.")
    private boolean peerAtOnce;

    @Option(names = "--skip-one", description = "Leaves one request, and memory, out.")
    private boolean skipOne;

    @Option(names = "--skip-at-once", description = "Leaves many requests at once out.")
    private boolean skipAtOnce;

    @Option(names = "--skip-busy", description = "Leaves the busy cores out.")
    private boolean skipBusy;

    @Override
    public Integer call() throws IOException {
        Report report = new Report(System.out);
        report.line(
                "%s, %d processors, JDK %s; load %s",
                Machine.processor(), Runtime.getRuntime().availableProcessors(), Runtime.version(), Machine.load());
        Path directory = Files.createTempDirectory("bench-model");
        try {
            measure(ModelFiles.write(directory, RandomLlama.SHAPE_110M, 110), report);
        } finally {
            delete(directory);
        }
        report.goals();
        report.line("%nload at the end %s", Machine.load());
        return 0;
    }

    private void measure(ModelFiles files, Report report) {
        if (!skipOne) {
            SpeedTable speed = new SpeedTable(files, promptTokens, answerTokens);
            speed.measure(rounds, threads);
            speed.print(report, rounds, threads);
        }
        if (!skipAtOnce) {
            ConcurrencyTable concurrency = new ConcurrencyTable(files, requests);
            concurrency.measure(atOnce(), Math.min(3, rounds), threads);
            concurrency.print(report);
        }
        if (!skipBusy) {
            BusyTable busy = new BusyTable(files);
            busy.measure(Math.min(3, rounds), threads);
            busy.print(report);
        }
    }

    private List<EngineKind> atOnce() {
        List<EngineKind> kinds =
                new ArrayList<>(List.of(EngineKind.OURS_F32, EngineKind.OURS_INT8, EngineKind.OURS_INT4));
        if (peerAtOnce) {
            kinds.addAll(List.of(EngineKind.LLAMA_F32, EngineKind.LLAMA_Q8_0, EngineKind.LLAMA_Q4_0));
        }
        return kinds;
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
