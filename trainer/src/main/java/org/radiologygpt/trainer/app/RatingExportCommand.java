package org.radiologygpt.trainer.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.radiologygpt.trainer.corpus.Pair;
import org.radiologygpt.trainer.corpus.PairFile;
import org.radiologygpt.trainer.rating.RatingExport;
import org.radiologygpt.trainer.rating.Source;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rating export}: drafts to blinded sheets. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description =
                "Writes a blinded sheet for each rater, as CSV and as a page, and the key. The pairs and drafts must"
                        + " be de-identified: the sheets show their texts.")
final class RatingExportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--data", required = true, paramLabel = "FILE", description = "Pairs, one JSON object a line.")
    private Path data;

    @Option(
            names = "--drafts",
            required = true,
            paramLabel = "FILE[=LABEL]",
            description = "Drafts of one source as evaluate --out writes them (drafts.jsonl); once for each source."
                    + " Default label: the file's name.")
    private List<String> drafts;

    @Option(names = "--human", description = "Also shows the radiologist's own impression, as the source human.")
    private boolean human;

    @Option(names = "--count", defaultValue = "30", description = "Reports to draw (default: ${DEFAULT-VALUE}).")
    private int count;

    @Option(names = "--seed", defaultValue = "1", description = "Seed of draw and order (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--raters", defaultValue = "2", description = "Raters (default: ${DEFAULT-VALUE}).")
    private int raters;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder for the sheets and the key.")
    private Path out;

    @Override
    public Integer call() throws IOException {
        if (count < 1 || raters < 1) {
            throw new ParameterException(spec.commandLine(), "--count and --raters must be 1 or more");
        }
        List<Pair> pairs = pairs();
        List<Source> sources = new ArrayList<>();
        for (String one : drafts) {
            sources.add(source(one));
        }
        if (human) {
            sources.add(Source.human(pairs));
        }
        int shown = RatingExport.write(pairs, sources, count, raters, seed, out);
        PrintWriter writer = spec.commandLine().getOut();
        writer.println(raters + " sheets of " + shown + " impressions in " + out + "; keep key.json from the raters");
        writer.flush();
        return 0;
    }

    private List<Pair> pairs() throws IOException {
        try (Stream<Pair> pairs = PairFile.read(data)) {
            return pairs.toList();
        }
    }

    private static Source source(String option) throws IOException {
        int equals = option.lastIndexOf('=');
        Path file = Path.of(equals < 0 ? option : option.substring(0, equals));
        String label = equals < 0 ? file.getFileName().toString() : option.substring(equals + 1);
        return Source.read(file, label);
    }
}
