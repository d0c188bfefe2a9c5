package org.radiologygpt.trainer.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.radiologygpt.trainer.retrain.Plan;
import org.radiologygpt.trainer.retrain.Retraining;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code retrain}: all steps to the gate, unattended. */
@Command(
        name = "retrain",
        mixinStandardHelpOptions = true,
        description = {
            "Runs corpus, plant-canaries, train, evaluate and promote, one after the other. A run that was interrupted goes on"
                    + " with the step that did not end; a second one at the same time is refused.",
            "What passes the gate waits for a person's sign-off, unless the configuration gives promote an --approve-by."
        },
        footer = {
            "",
            "Exit code: that of promote (0 in use, 3 refused, 4 waits for a sign-off); 1 where a step failed; 2 for wrong",
            "usage. config/retrain.yaml explains the configuration, docs/promotion.md how to schedule it."
        })
final class RetrainCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "What to retrain (YAML).")
    private Path config;

    @Override
    public Integer call() throws IOException {
        return new Retraining(
                        Plan.read(config),
                        arguments -> Main.run(arguments.toArray(String[]::new)),
                        spec.commandLine().getErr())
                .run();
    }
}
