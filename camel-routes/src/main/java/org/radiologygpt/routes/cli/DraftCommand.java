package org.radiologygpt.routes.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.radiologygpt.deid.Deidentifier;
import org.radiologygpt.draft.DraftOutcome;
import org.radiologygpt.draft.ModelIdentity;
import org.radiologygpt.guard.Guards;
import org.radiologygpt.model.decode.DecoderException;
import org.radiologygpt.model.decode.DecoderOptions;
import org.radiologygpt.model.generate.GeneratorOptions;
import org.radiologygpt.model.generate.LoadedModel;
import org.radiologygpt.model.server.PrecisionOptions;
import org.radiologygpt.model.weights.ModelFormatException;
import org.radiologygpt.report.ReadOutcome;
import org.radiologygpt.routes.draft.DraftImpression;
import org.radiologygpt.routes.draft.Drafter;
import org.radiologygpt.routes.draft.GeneratorModel;
import org.radiologygpt.routes.draft.ModelException;
import org.radiologygpt.routes.draft.OutcomeJson;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code draft}: messages to drafts, offline, with the model in this process. */
@Command(
        name = "draft",
        description = {
            "Drafts impressions offline, without Kafka and FHIR server: reads messages, de-identifies, asks the model in this"
                    + " process, guards, and prints one JSON line a message.",
            "Exit code: 0, or 1 where some message was rejected, or 2 for wrong usage."
        },
        mixinStandardHelpOptions = true)
final class DraftCommand implements Callable<Integer> {
    private static final Duration DEADLINE = Duration.ofMinutes(2);
    private static final int MOST_TOKENS = 256;
    private static final List<String> STOPS = List.of("\n###");

    @Spec
    private CommandSpec command;

    @Mixin
    private InputOptions input;

    @Mixin
    private PolicyOptions policy;

    @Option(
            names = "--model",
            paramLabel = "DIR",
            description = "Model directory in Hugging Face layout (default: the demo model, config/demo-model).")
    private Optional<Path> model = Optional.empty();

    @Option(names = "--adapter", paramLabel = "DIR", description = "LoRA adapter in PEFT layout.")
    private Optional<Path> adapter = Optional.empty();

    @Mixin
    private PrecisionOptions precision;

    @Override
    public Integer call() {
        JsonLines lines = new JsonLines(System.out);
        Readers readers = new Readers(input.profiles());
        List<Path> paths = input.paths();
        Guards guards = Guards.standard(policy.policy());
        try (LoadedModel loaded = open()) {
            Drafter drafter = drafter(loaded, guards);
            InputFiles.forEach(paths, message -> lines.print(line(readers, drafter, message)));
        }
        return lines.exitCode();
    }

    private LoadedModel open() {
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

    private static Drafter drafter(LoadedModel loaded, Guards guards) {
        String base = loaded.parent().orElse(loaded.name());
        String lora = loaded.parent().isPresent() ? loaded.name() : "";
        ModelIdentity identity = new ModelIdentity(
                base, loaded.digest(), lora, loaded.precision().toString());
        GeneratorModel generator = new GeneratorModel(loaded.generator(), identity, MOST_TOKENS, DEADLINE, STOPS);
        return new DraftImpression(Deidentifier.placeholders(), generator, guards, Clock.systemUTC());
    }

    private static ObjectNode line(Readers readers, Drafter drafter, InputMessage message) {
        ReadOutcome outcome = readers.read(message);
        if (outcome instanceof ReadOutcome.Rejected rejected) {
            return OutcomeJson.of(message.source(), new DraftOutcome.Rejected(rejected.reason(), rejected.detail()));
        }
        try {
            return OutcomeJson.of(message.source(), drafter.draft(((ReadOutcome.Read) outcome).report()));
        } catch (ModelException e) {
            return OutcomeJson.of(
                    message.source(), new DraftOutcome.Withheld(e.kind().code(), List.of()));
        }
    }
}
