package org.radiologygpt.trainer.app;

import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import org.radiologygpt.model.weights.ModelFormatException;
import org.radiologygpt.trainer.corpus.CorpusException;
import org.radiologygpt.trainer.corpus.PairFormatException;
import org.radiologygpt.trainer.drift.DriftException;
import org.radiologygpt.trainer.lora.SettingsException;
import org.radiologygpt.trainer.lora.TrainingException;
import org.radiologygpt.trainer.rating.RatingException;
import org.radiologygpt.trainer.retrain.RetrainException;
import org.radiologygpt.trainer.rollout.RollOutException;
import org.radiologygpt.trainer.synthetic.SynthesizeCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;

/** The trainer's commands. Exit code 0 when done, 1 when it failed, 2 for wrong usage; the gate has more. */
@Command(
        name = "radiology-gpt",
        mixinStandardHelpOptions = true,
        description = "Gathers reports, trains and evaluates the model.",
        subcommands = {
            SynthesizeCommand.class,
            CorpusCommand.class,
            TrainCommand.class,
            EvaluateCommand.class,
            EvaluateLabelsCommand.class,
            RatingCommand.class,
            DriftCommand.class,
            BenchPrecisionCommand.class,
            BenchTrainCommand.class,
            PlantCanariesCommand.class,
            PromoteCommand.class,
            RollbackCommand.class,
            RetrainCommand.class
        })
public final class Main {
    private static final String LOG_CONFIG = "logback.configurationFile";

    private Main() {}

    /** Runs a command and exits with its code. */
    public static void main(String[] arguments) {
        if (System.getProperty(LOG_CONFIG) == null) {
            System.setProperty(LOG_CONFIG, "logback-trainer.xml");
        }
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        return new CommandLine(new Main())
                .setExecutionExceptionHandler(sentences())
                .execute(arguments);
    }

    /** What the user can mend is one sentence; anything else keeps its stack trace. */
    private static IExecutionExceptionHandler sentences() {
        return (exception, command, parsed) -> {
            if (exception instanceof SettingsException
                    || exception instanceof TrainingException
                    || exception instanceof ModelFormatException
                    || exception instanceof CorpusException
                    || exception instanceof RollOutException
                    || exception instanceof RetrainException
                    || exception instanceof RatingException
                    || exception instanceof DriftException
                    || exception instanceof PairFormatException) {
                PrintWriter err = command.getErr();
                err.println(exception.getMessage());
                err.flush();
                return exception instanceof SettingsException ? 2 : 1;
            }
            if (exception instanceof NoSuchFileException missing) {
                command.getErr().println("there is no file " + missing.getFile());
                return 1;
            }
            throw exception;
        };
    }
}
