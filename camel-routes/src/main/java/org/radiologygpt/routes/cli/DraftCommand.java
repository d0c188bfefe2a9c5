package org.radiologygpt.routes.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.radiologygpt.deid.Deidentifier;
import org.radiologygpt.draft.DraftOutcome;
import org.radiologygpt.guard.Guards;
import org.radiologygpt.model.generate.LoadedModel;
import org.radiologygpt.report.ReadOutcome;
import org.radiologygpt.routes.draft.DraftImpression;
import org.radiologygpt.routes.draft.Drafter;
import org.radiologygpt.routes.draft.ModelException;
import org.radiologygpt.routes.draft.OutcomeJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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
    private static final int MOST_TOKENS = 256;

    @Mixin
    private InputOptions input;

    @Mixin
    private PolicyOptions policy;

    @Mixin
    private ModelOptions model;

    @Override
    public Integer call() {
        JsonLines lines = new JsonLines(System.out);
        Readers readers = new Readers(input.profiles());
        List<Path> paths = input.paths();
        Guards guards = Guards.standard(policy.policy());
        try (LoadedModel loaded = model.open()) {
            Drafter drafter = drafter(loaded, guards);
            InputFiles.forEach(paths, message -> lines.print(line(readers, drafter, message)));
        }
        return lines.exitCode();
    }

    private static Drafter drafter(LoadedModel loaded, Guards guards) {
        return new DraftImpression(
                Deidentifier.placeholders(), ModelOptions.asking(loaded, MOST_TOKENS), guards, Clock.systemUTC());
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
