package org.radiologygpt.trainer.lora;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.radiologygpt.model.weights.LlamaConfig;
import org.radiologygpt.model.weights.Safetensors;

/** One training from a base directory and a file of pairs to an output directory. */
public final class Training {
    private final Path base;
    private final Path data;
    private final Path out;
    private final TrainSettings settings;
    private final PrintStream console;
    private final Clock clock;

    /**
     * A training to run.
     *
     * @param base directory with {@code config.json}, {@code tokenizer.json} and weights
     * @param data pairs as JSON lines
     * @param out directory for the model or the adapter and the checkpoints
     * @param configFile YAML settings; empty for the defaults
     * @param console receives progress lines; never a report's text
     * @throws SettingsException where a setting is not allowed
     */
    public Training(Path base, Path data, Path out, Optional<Path> configFile, PrintStream console, Clock clock) {
        this.base = base;
        this.data = data;
        this.out = out;
        this.settings = configFile.map(SettingsFile::read).orElseGet(SettingsFile::defaults);
        this.console = console;
        this.clock = clock;
    }

    /**
     * Trains to the end. Nothing is written before data, base model and checkpoint are found to belong together.
     *
     * @param resume continue from the checkpoint in the output directory, where there is one
     * @throws SettingsException where the data are empty, or the checkpoint belongs to another training
     * @throws TrainingException where the loss is no number, or the disk is full; the last checkpoint stays
     * @throws org.radiologygpt.model.weights.ModelFormatException where the base directory cannot be used
     */
    public void run(boolean resume) throws IOException {
        run(resume, Integer.MAX_VALUE);
    }

    /** Trains until so many steps are done in all, then stops as if interrupted after a checkpoint. */
    void run(boolean resume, int stopAfter) throws IOException {
        PyTorch.configure(settings.workers());
        TrainingData prepared = TrainingData.prepare(base, data, settings, console);
        Path name = base.toAbsolutePath().normalize().getFileName();
        TrainingOutput output = new TrainingOutput(out, prepared.config(), settings.lora(), name.toString());
        TrainingIdentity identity = TrainingIdentity.of(settings, prepared, base, out);
        Optional<Checkpoint.State> from = resume ? output.checkpoint().read() : Optional.empty();
        from.ifPresent(state -> identity.require(state.owner(), out));
        try (TrainableLlama llama = llama(prepared.config())) {
            new TrainingRun(llama, prepared, settings, output, identity, console, clock).train(from, stopAfter);
        }
    }

    private TrainableLlama llama(LlamaConfig config) {
        Function<String, float[]> weights = settings.randomInit()
                ? WeightShapes.random(config, settings.seed())::get
                : WeightShapes.reading(Safetensors.openDirectory(base), WeightShapes.base(config));
        Map<String, float[]> adapter = settings.lora()
                .map(spec -> WeightShapes.freshAdapter(config, spec, settings.seed()))
                .orElse(Map.of());
        return new TrainableLlama(config, settings.lora(), weights, adapter::get);
    }
}
