package org.radiologygpt.trainer.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.radiologygpt.trainer.evaluate.LabelEvaluation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code evaluate-labels}: the chest findings that evaluate reads by phrases, beside gold labels. */
@Command(
        name = "evaluate-labels",
        mixinStandardHelpOptions = true,
        description =
                "Reads the chest findings of Open-i reports by phrases, as evaluate does, and prints precision, recall"
                        + " and F1 beside gold labels as JSON.")
final class EvaluateLabelsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--gold",
            required = true,
            paramLabel = "FILE",
            description = "Gold labels as NegBio has them: openi_gld_std14.csv.")
    private Path gold;

    @Option(
            names = "--reports",
            required = true,
            paramLabel = "DIR",
            description = "Open-i reports, as ecgen-radiology with 1.xml.")
    private Path reports;

    @Option(names = "--table", description = "Prints a Markdown table in place of JSON.")
    private boolean table;

    @Override
    public Integer call() throws IOException {
        ObjectNode figures = LabelEvaluation.run(gold, reports);
        PrintWriter out = spec.commandLine().getOut();
        out.println(
                table
                        ? LabelEvaluation.table(figures)
                        : new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(figures));
        out.flush();
        return 0;
    }
}
