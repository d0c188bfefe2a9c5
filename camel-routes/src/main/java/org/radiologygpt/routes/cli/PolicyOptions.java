package org.radiologygpt.routes.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.radiologygpt.guard.GuardPolicy;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What {@code draft} and {@code guard} have in common: the policy of the guards. */
final class PolicyOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description =
                    "What follows when a guard finds something, by guard and site; default: config/guard-policy.yaml"
                            + " as shipped.")
    private Path file;

    GuardPolicy policy() {
        if (file == null) {
            return GuardPolicy.standard();
        }
        try {
            return GuardPolicy.parse(Files.readString(file));
        } catch (IllegalArgumentException e) {
            throw usage("--policy " + file + ": " + e.getMessage());
        } catch (IOException e) {
            throw usage("cannot read --policy " + file);
        }
    }

    private CommandLine.ParameterException usage(String message) {
        return new CommandLine.ParameterException(command.commandLine(), message);
    }
}
