package org.radiologygpt.bench.deid;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.radiologygpt.deid.Deidentifier;
import org.radiologygpt.deidscore.Evaluation;
import org.radiologygpt.deidscore.LabelledLines;
import org.radiologygpt.deidscore.LabelledReport;
import org.radiologygpt.deidscore.MissPage;
import org.radiologygpt.deidscore.ScoreTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench-deid}: prints every figure of docs/deidentification.md. */
@Command(
        name = "bench-deid",
        description = {"Measures de-identification on synthetic reports with an answer key, in two editions."},
        mixinStandardHelpOptions = true)
public final class BenchDeidCommand implements Callable<Integer> {
    @Option(names = "--reports", defaultValue = "5000", description = "Reports of each edition (default: 5000).")
    private int reports;

    @Option(names = "--edition", description = "development, reporting; default: both.")
    private List<Edition> editions = List.of(Edition.values());

    @Option(
            names = "--write",
            paramLabel = "DIR",
            description = "Writes the editions as .jsonl into a folder, and ends.")
    private Path folder;

    @Option(names = "--html", paramLabel = "DIR", description = "Also writes a page of misses of each edition there.")
    private Path pages;

    private final PrintStream out = System.out;

    @Override
    public Integer call() throws IOException {
        for (Edition edition : editions) {
            if (folder == null) {
                score(edition);
            } else {
                write(edition);
            }
        }
        return 0;
    }

    private void write(Edition edition) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(edition.name().toLowerCase(Locale.ROOT) + ".jsonl");
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            Iterator<LabelledReport> all = Reports.of(edition, reports).iterator();
            while (all.hasNext()) {
                writer.write(LabelledLines.write(all.next()));
                writer.write('\n');
            }
        }
        out.println(file + ": " + reports + " reports");
    }

    private void score(Edition edition) throws IOException {
        Evaluation evaluation = new Evaluation(Deidentifier.mask());
        MissPage page = MissPage.of(true, 40);
        Reports.of(edition, reports).forEach(report -> evaluation.add(report).ifPresent(page::add));
        out.printf("%n## %s edition, %,d reports%n%n", edition.name().toLowerCase(Locale.ROOT), reports);
        new ScoreTable(evaluation.score()).lines().forEach(out::println);
        if (pages != null) {
            Files.createDirectories(pages);
            Files.writeString(
                    pages.resolve(edition.name().toLowerCase(Locale.ROOT) + ".html"), page.html(evaluation.score()));
        }
    }
}
