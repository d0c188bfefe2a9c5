package org.radiologygpt.trainer.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.radiologygpt.trainer.evaluate.RandomModel;
import org.radiologygpt.trainer.lora.TrainingBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench-train}: a table on stdout. */
@Command(
        name = "bench-train",
        mixinStandardHelpOptions = true,
        description = {
            "Tokens/s and peak memory of training an adapter (rank 8 on q_proj and v_proj) on 8 texts of 256 tokens, beside the"
                    + " matrix products that a step cannot do without, measured in the same rounds.",
            "Without --base a model of random weights (12 layers of 768, vocabulary 32,000)."
        })
final class BenchTrainCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--base", paramLabel = "DIR", description = "Model directory.")
    private Optional<Path> base = Optional.empty();

    @Option(names = "--rounds", defaultValue = "3", description = "Rounds that count (default: 3).")
    private int rounds;

    @Override
    public Integer call() throws IOException {
        if (rounds < 1) {
            spec.commandLine().getErr().println("bench-train: --rounds must be at least 1");
            return 2;
        }
        if (base.isPresent()) {
            print(new TrainingBench(base.get(), rounds).run());
            return 0;
        }
        Path random = Files.createTempDirectory("radiology-gpt-random");
        try {
            RandomModel.write(random);
            print(new TrainingBench(random, rounds).run());
        } finally {
            Files.deleteIfExists(random.resolve("config.json"));
            Files.deleteIfExists(random.resolve("model.safetensors"));
            Files.deleteIfExists(random);
        }
        return 0;
    }

    private void print(TrainingBench.Result result) {
        row("%,d parameters", result.parameters());
        row("%-24s %18s %9s %10s %14s", "", "tokens/s", "to floor", "peak, MB", "computed, MB");
        row("%-24s %18s", "matrix products (floor)", rates(result.floor()));
        for (TrainingBench.Measured one : result.settings()) {
            row(
                    "%-24s %18s %9.2f %10s %,14d",
                    one.recompute() ? "layers computed twice" : "plain",
                    rates(one.rates()),
                    one.toFloor(),
                    one.peakBytes().isPresent() ? megabytes(one.peakBytes().getAsLong()) : "not told",
                    one.computedBytes() / 1_000_000);
        }
    }

    private static String rates(TrainingBench.Rates rates) {
        return String.format(Locale.ROOT, "%,.0f (%,.0f-%,.0f)", rates.median(), rates.least(), rates.most());
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%,d", bytes / 1_000_000);
    }

    private void row(String format, Object... values) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(String.format(Locale.ROOT, format, values));
        out.flush();
    }
}
