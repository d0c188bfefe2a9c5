package org.radiologygpt.trainer.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.radiologygpt.model.decode.DecoderOptions;
import org.radiologygpt.model.server.PrecisionOptions;
import org.radiologygpt.trainer.evaluate.Evaluation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code evaluate}: figures as JSON on stdout. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = "Drafts the impression of every pair and prints the figures as JSON.")
final class EvaluateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--base", required = true, paramLabel = "DIR", description = "Model directory.")
    private Path base;

    @Option(names = "--adapter", paramLabel = "DIR", description = "PEFT adapter to apply.")
    private Optional<Path> adapter = Optional.empty();

    @Option(names = "--data", required = true, paramLabel = "FILE", description = "Pairs, one JSON object a line.")
    private Path data;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Also write metrics.json, report.html and drafts.jsonl there.")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--train",
            paramLabel = "FILE",
            description = "Pairs the model was trained on: for the baselines constant and nearest.")
    private Optional<Path> train = Optional.empty();

    @Option(names = "--limit", paramLabel = "N", description = "Use the first N pairs only.")
    private int limit = Integer.MAX_VALUE;

    @Mixin
    private PrecisionOptions precision;

    @Override
    public Integer call() throws IOException {
        var metrics =
                Evaluation.run(base, adapter, precision.applyTo(DecoderOptions.defaults()), data, limit, train, out);
        spec.commandLine()
                .getOut()
                .println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(metrics));
        return 0;
    }
}
