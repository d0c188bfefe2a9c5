package org.radiologygpt.model.bench;

import org.radiologygpt.model.bench.gpu.BenchGpuCommand;
import org.radiologygpt.model.bench.soak.SoakCommand;
import org.radiologygpt.model.bench.speed.BenchModelCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The commands of this module; the launcher gives their names on. */
@Command(
        name = "radiology-gpt",
        description = "Measures the model server.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {BenchModelCommand.class, BenchGpuCommand.class, SoakCommand.class})
public final class Main implements Runnable {
    private static final String LOG_CONFIG = "logback.configurationFile";

    @Spec
    private CommandSpec command;

    private Main() {}

    /** Runs one command; the exit code is 0, 1 where a soak found a fault, or 2 for wrong usage. */
    public static void main(String[] arguments) {
        if (System.getProperty(LOG_CONFIG) == null) {
            System.setProperty(LOG_CONFIG, "logback-model-bench.xml");
        }
        System.exit(new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(command.commandLine(), "which command?");
    }
}
