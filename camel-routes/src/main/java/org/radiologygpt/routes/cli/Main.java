package org.radiologygpt.routes.cli;

import org.radiologygpt.model.server.MergeCommand;
import org.radiologygpt.model.server.ServeCommand;
import org.radiologygpt.routes.app.RunCommand;
import org.radiologygpt.routes.doctor.DoctorCommand;
import org.radiologygpt.routes.quickstart.QuickstartCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Entry of the command line; some commands have their own: see the footer. */
@Command(
        name = "radiology-gpt",
        description = "Drafts radiology impressions with a local model, from HL7 v2 and FHIR.",
        mixinStandardHelpOptions = true,
        version = "radiology-gpt 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            QuickstartCommand.class,
            RunCommand.class,
            ServeCommand.class,
            MergeCommand.class,
            ConvertCommand.class,
            DeidentifyCommand.class,
            EvaluateDeidCommand.class,
            DraftCommand.class,
            AskCommand.class,
            GuardCommand.class,
            ReplayCommand.class,
            ExportTrainingCommand.class,
            ExportEditsCommand.class,
            ControlCommand.class,
            BenchCommand.class,
            DoctorCommand.class
        },
        footer = {
            "  synthesize  Writes synthetic reports of our own.",
            "  corpus      Makes a corpus of signed reports, without identifiers.",
            "  train       Trains a model or a LoRA adapter.",
            "  evaluate    Measures a model on pairs of findings and impression.",
            "  evaluate-labels  Measures the chest findings that evaluate reads beside gold labels.",
            "  rating      Makes blinded rating sheets for experts and reads them back.",
            "  drift       Watches how far signed reports are from their drafts, week by week.",
            "  bench-reading  Measures reading beside HAPI HL7v2 and a public converter.",
            "  bench-deid  Measures de-identification on synthetic reports and public collections.",
            "",
            "COMMAND --help explains each."
        })
public final class Main implements Runnable {
    @Spec
    private CommandSpec command;

    private Main() {}

    /** Runs one command; the exit code is the command's. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(command.commandLine(), "which command?");
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main()).setCaseInsensitiveEnumValuesAllowed(true);
    }
}
