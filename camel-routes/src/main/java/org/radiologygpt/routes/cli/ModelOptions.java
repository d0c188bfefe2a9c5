package org.radiologygpt.routes.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.radiologygpt.draft.ModelIdentity;
import org.radiologygpt.model.decode.DecoderException;
import org.radiologygpt.model.decode.DecoderOptions;
import org.radiologygpt.model.generate.GeneratorOptions;
import org.radiologygpt.model.generate.LoadedModel;
import org.radiologygpt.model.server.PrecisionOptions;
import org.radiologygpt.model.weights.ModelFormatException;
import org.radiologygpt.routes.draft.GeneratorModel;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of commands that ask a model in this process, one report after the other. */
final class ModelOptions {
    private static final Duration DEADLINE = Duration.ofMinutes(2);
    private static final List<String> STOPS = List.of("\n###");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--model",
            paramLabel = "DIR",
            description = "Model directory in Hugging Face layout (default: the demo model, config/demo-model).")
    private Optional<Path> model = Optional.empty();

    @Option(names = "--adapter", paramLabel = "DIR", description = "LoRA adapter in PEFT layout.")
    private Optional<Path> adapter = Optional.empty();

    @Mixin
    private PrecisionOptions precision;

    /** Opens the model, the adapter in its weights. */
    LoadedModel open() {
        try {
            return LoadedModel.open(
                    model.orElseGet(ProjectHome::demoModel),
                    adapter,
                    precision.applyTo(DecoderOptions.defaults().withSlots(1)),
                    GeneratorOptions.DEFAULT);
        } catch (ModelFormatException | DecoderException e) {
            throw new CommandLine.ParameterException(command.commandLine(), e.getMessage());
        }
    }

    /** The opened model as one that answers, with who it is. */
    static GeneratorModel asking(LoadedModel loaded, int mostTokens) {
        String base = loaded.parent().orElse(loaded.name());
        String lora = loaded.parent().isPresent() ? loaded.name() : "";
        ModelIdentity identity = new ModelIdentity(
                base, loaded.digest(), lora, loaded.precision().toString());
        return new GeneratorModel(loaded.generator(), identity, mostTokens, DEADLINE, STOPS);
    }
}
