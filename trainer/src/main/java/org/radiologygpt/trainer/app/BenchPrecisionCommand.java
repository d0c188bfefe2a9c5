package org.radiologygpt.trainer.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.radiologygpt.trainer.evaluate.PrecisionComparison;
import org.radiologygpt.trainer.evaluate.RandomModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench-precision}: two tables on stdout. */
@Command(
        name = "bench-precision",
        mixinStandardHelpOptions = true,
        description = {
            "Compares a model's precisions (f32, int8, int4): perplexity of the reference impressions, agreement with f32 under"
                    + " greedy decoding, tokens/s.",
            "Without --data speed alone; without --base a model of random weights (12 layers of 768, vocabulary 32,000)."
        })
final class BenchPrecisionCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--base", paramLabel = "DIR", description = "Model directory.")
    private Optional<Path> base = Optional.empty();

    @Option(names = "--adapter", paramLabel = "DIR", description = "PEFT adapter to apply.")
    private Optional<Path> adapter = Optional.empty();

    @Option(names = "--data", paramLabel = "FILE", description = "Pairs, one JSON object a line; needs --base.")
    private Optional<Path> data = Optional.empty();

    @Option(names = "--limit", paramLabel = "N", description = "Use the first N pairs only.")
    private int limit = Integer.MAX_VALUE;

    @Option(names = "--rounds", defaultValue = "3", description = "Rounds of speed; 0 for none (default: 3).")
    private int rounds;

    @Option(names = "--threads", description = "Threads of one pass (default: one a physical core).")
    private Optional<Integer> threads = Optional.empty();

    @Override
    public Integer call() throws IOException {
        if (base.isPresent()) {
            measure(base.get());
            return 0;
        }
        if (data.isPresent() || adapter.isPresent()) {
            spec.commandLine().getErr().println("bench-precision: --data and --adapter need --base");
            return 2;
        }
        Path random = Files.createTempDirectory("radiology-gpt-random");
        try {
            RandomModel.write(random);
            measure(random);
        } finally {
            Files.deleteIfExists(random.resolve("config.json"));
            Files.deleteIfExists(random.resolve("model.safetensors"));
            Files.deleteIfExists(random);
        }
        return 0;
    }

    private void measure(Path model) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        PrecisionComparison comparison = new PrecisionComparison(model, adapter, threads);
        if (data.isPresent()) {
            row(out, "%-15s %10s %12s %12s %12s", "precision", "perplexity", "same tokens", "same drafts", "exact");
            comparison.accuracy(
                    data.get(),
                    limit,
                    a -> row(
                            out,
                            "%-15s %10.4f %10.2f %% %10.2f %% %10.2f %%",
                            a.precision(),
                            a.perplexity(),
                            a.sameTokens(),
                            a.sameDrafts(),
                            a.exact()));
        }
        if (rounds > 0) {
            row(out, "%-15s %10s %12s %12s", "precision", "open, ms", "prefill/s", "decode/s");
            comparison
                    .speed(rounds)
                    .forEach(s -> row(
                            out, "%-15s %,10d %,12.0f %,12.0f", s.precision(), s.openMs(), s.prefill(), s.decode()));
        }
    }

    private static void row(PrintWriter out, String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
        out.flush();
    }
}
