package org.radiologygpt.trainer.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.radiologygpt.trainer.lora.Training;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code train}: LoRA, or all weights. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = "Trains an adapter (or, with method: full, a model) on pairs of findings and impression.",
        footer = {
            "",
            "Continues by itself from the checkpoint in --out. Settings are explained in",
            "config/train-lora.yaml, memory and what --out holds in docs/training.md;",
            "config/demo-model/train.yaml is how the demo model was trained."
        })
final class TrainCommand implements Callable<Integer> {
    @Option(names = "--base", required = true, paramLabel = "DIR", description = "Model directory to start from.")
    private Path base;

    @Option(names = "--data", required = true, paramLabel = "FILE", description = "Pairs, one JSON object a line.")
    private Path data;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where the result goes.")
    private Path out;

    @Option(names = "--config", paramLabel = "FILE", description = "Settings (YAML). Default: the paper's LoRA.")
    private Optional<Path> config = Optional.empty();

    @Option(
            names = "--resume",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Continue from the checkpoint in --out (default), or start over with --no-resume.")
    private boolean resume;

    @Override
    public Integer call() throws IOException {
        new Training(base, data, out, config, System.out, Clock.systemUTC()).run(resume);
        return 0;
    }
}
