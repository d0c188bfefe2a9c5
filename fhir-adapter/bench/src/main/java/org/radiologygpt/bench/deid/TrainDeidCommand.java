package org.radiologygpt.bench.deid;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.radiologygpt.deid.NameTraining;
import org.radiologygpt.deidscore.LabelledReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code train-deid}: learns the weights of the tagger of names from the development edition. */
@Command(
        name = "train-deid",
        description = {"Learns which words are names, from the synthetic development reports and the word lists alone."},
        mixinStandardHelpOptions = true)
public final class TrainDeidCommand implements Callable<Integer> {
    private static final long SEED = 4_201L;

    @Option(names = "--reports", defaultValue = "5000", description = "Reports to learn from (default: 5000).")
    private int reports;

    @Option(
            names = "--out",
            required = true,
            description = "The file to write; fhir-adapter/src/main/resources/org/radiologygpt/deid/name-model.txt is shipped.")
    private Path file;

    private final PrintStream out = System.out;

    @Override
    public Integer call() throws IOException {
        List<LabelledReport> all = Reports.of(Edition.DEVELOPMENT, reports).toList();
        Files.writeString(file, new NameTraining(SEED).learn(all, out::println));
        out.println(file + " learned from " + all.size() + " reports");
        return 0;
    }
}
