package org.radiologygpt.routes.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.radiologygpt.deid.Deidentifier;
import org.radiologygpt.deidscore.Evaluation;
import org.radiologygpt.deidscore.LabelledLines;
import org.radiologygpt.deidscore.MissPage;
import org.radiologygpt.deidscore.ReportScore;
import org.radiologygpt.deidscore.ScoreTable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code evaluate-deid}: de-identification held against labelled text; prints figures, never text. */
@Command(
        name = "evaluate-deid",
        description = {
            "Measures deidentify on text of your own: JSON lines"
                    + " {\"id\",\"text\",\"known\":[...],\"spans\":[{\"start\",\"end\",\"kind\",\"form\",\"known\"}],"
                    + "\"clinical\":[{\"start\",\"end\",\"term\"}],\"either\":[{\"start\",\"end\"}]};"
                    + " text and spans are needed, offsets are UTF-16 units. docs/deidentification.md explains the rules.",
            "Prints precision, recall and F1 for each kind by span and by token, leaks per 1,000 reports, over-redaction per"
                    + " 1,000 clinical tokens, and recall for each written form: figures alone, no text.",
            "Exit code: 0, or 2 for wrong usage or a line that cannot be read."
        },
        mixinStandardHelpOptions = true)
final class EvaluateDeidCommand implements Callable<Integer> {
    /** Examples of one kind and form on the page. */
    private static final int EXAMPLES = 100;

    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "FILE.jsonl", description = "Labelled text.")
    private Path file;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description =
                    "Also writes a page of misses and over-redactions in their sentences. It shows identifiers: only with --synthetic.")
    private Path html;

    @Option(names = "--synthetic", description = "Says that every text in the file is invented.")
    private boolean synthetic;

    @Override
    public Integer call() {
        if (html != null && !synthetic) {
            throw usage("--html shows identifiers: only with --synthetic, of text that is invented");
        }
        Optional<MissPage> page = Optional.ofNullable(html).map(path -> MissPage.of(synthetic, EXAMPLES));
        Evaluation evaluation = evaluate(page);
        PrintWriter out = command.commandLine().getOut();
        new ScoreTable(evaluation.score()).lines().forEach(out::println);
        out.flush();
        page.ifPresent(made -> write(made.html(evaluation.score())));
        return 0;
    }

    private Evaluation evaluate(Optional<MissPage> page) {
        Evaluation evaluation = new Evaluation(Deidentifier.mask());
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    Optional<ReportScore> one = evaluation.add(LabelledLines.read(line, number));
                    page.ifPresent(made -> one.ifPresent(made::add));
                }
            }
            return evaluation;
        } catch (IllegalArgumentException e) {
            throw usage(e.getMessage());
        } catch (MalformedInputException e) {
            throw usage("the file is not UTF-8");
        } catch (IOException e) {
            throw usage("cannot read " + file);
        }
    }

    private void write(String page) {
        try {
            Files.writeString(html, page);
        } catch (IOException e) {
            throw usage("cannot write --html " + html);
        }
    }

    private CommandLine.ParameterException usage(String message) {
        return new CommandLine.ParameterException(command.commandLine(), message);
    }
}
