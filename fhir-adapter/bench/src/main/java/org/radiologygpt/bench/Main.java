package org.radiologygpt.bench;

import org.radiologygpt.bench.deid.BenchDeidCommand;
import org.radiologygpt.bench.deid.TrainDeidCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The commands of this module; the launcher gives their names on. */
@Command(
        name = "radiology-gpt",
        description = "Measures reading and de-identification.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {BenchReadingCommand.class, BenchDeidCommand.class, TrainDeidCommand.class})
public final class Main implements Runnable {
    @Spec
    private CommandSpec command;

    private Main() {}

    /** Runs one command; the exit code is 0, or 2 for wrong usage. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(command.commandLine(), "which command?");
    }
}
