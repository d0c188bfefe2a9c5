package org.radiologygpt.bench.deid;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.openjdk.jmh.runner.RunnerException;
import org.radiologygpt.deid.Deidentifier;
import org.radiologygpt.deid.PhiKind;
import org.radiologygpt.deidscore.DeidScore;
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
        description = {
            "Measures de-identification: on synthetic reports with an answer key in two editions, one to develop on and one to"
                    + " report; on public messages that name themselves what must go; on public reports without identifiers, where"
                    + " everything removed is too much; reports a second on one thread, and memory.",
            "Public collections are measured where they lie beside the project, and left out elsewhere."
        },
        mixinStandardHelpOptions = true)
public final class BenchDeidCommand implements Callable<Integer> {
    /** Examples of one kind and form on a page of misses. */
    private static final int EXAMPLES = 60;

    @Option(names = "--reports", defaultValue = "5000", description = "Reports of each edition (default: 5000).")
    private int reports;

    @Option(names = "--edition", description = "development or reporting, and nothing else; default: everything.")
    private Edition edition;

    @Option(
            names = "--write",
            paramLabel = "DIR",
            description = "Writes the editions as .jsonl into a folder, and ends.")
    private Path folder;

    @Option(names = "--html", paramLabel = "DIR", description = "Also writes a page of misses of each edition there.")
    private Path pages;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where openi/ and hl7v2/scout/ lie; default: shared/data beside the project.")
    private Path data = Path.of(System.getProperty("radiologygpt.home", ""), "..", "shared", "data");

    @Option(names = "--seconds", defaultValue = "2", description = "Length of an iteration of the rate (default: 2).")
    private int seconds;

    private final PrintStream out = System.out;

    @Override
    public Integer call() throws IOException, RunnerException {
        for (Edition one : edition == null ? List.of(Edition.values()) : List.of(edition)) {
            if (folder == null) {
                score(one);
            } else {
                write(one);
            }
        }
        if (edition == null && folder == null) {
            collection("Messages with their own key (scout)", "hl7v2/scout", this::scout);
            collection("Reports without identifiers (Open-i)", "openi", this::openI);
            rate();
        }
        return 0;
    }

    private static String name(Edition edition) {
        return edition.name().toLowerCase(Locale.ROOT);
    }

    private void write(Edition edition) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(name(edition) + ".jsonl");
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
        MissPage page = MissPage.of(true, EXAMPLES);
        Evaluation evaluation = new Evaluation(Deidentifier.mask());
        Reports.of(edition, reports).forEach(report -> evaluation.add(report).ifPresent(page::add));
        title("%s edition, %,d reports".formatted(name(edition), reports));
        new ScoreTable(evaluation.score()).lines().forEach(out::println);
        if (pages != null) {
            Files.createDirectories(pages);
            Files.writeString(pages.resolve(name(edition) + ".html"), page.html(evaluation.score()));
        }
    }

    private void title(String title) {
        out.printf("%n## %s%n%n", title);
        out.flush();
    }

    private interface Measure {
        void of(Path folder);
    }

    private void collection(String title, String name, Measure measure) {
        title(title);
        if (Files.isDirectory(data.resolve(name))) {
            measure.of(data.resolve(name));
        } else {
            out.println("not beside the project: not measured");
        }
    }

    private static DeidScore scored(Stream<LabelledReport> reports) {
        Evaluation evaluation = new Evaluation(Deidentifier.mask());
        reports.forEach(evaluation::add);
        return evaluation.score();
    }

    private void scout(Path folder) {
        DeidScore score = scored(Messages.in(folder).stream());
        out.printf(
                "%,d messages; known identifiers in plain writings: %,d of %,d removed, recall %.5f; withheld: %,d%n%n",
                score.withheld().whole(),
                score.known().part(),
                score.known().whole(),
                score.known().value(),
                score.withheld().part());
        new ScoreTable(score).forms().forEach(out::println);
    }

    private void openI(Path folder) {
        DeidScore score = scored(OpenI.in(folder).stream());
        Map<PhiKind, Long> kinds = score.lostByKind();
        long excepted = Stream.of(PhiKind.DATE, PhiKind.TIME, PhiKind.AGE)
                .mapToLong(kind -> kinds.getOrDefault(kind, 0L))
                .sum();
        double tokens = score.lost().whole();
        out.printf(
                "%,d reports of %,.0f tokens; removed for each 1,000 but dates, times and ages: %.3f; those: %.3f%n%n",
                score.withheld().whole(),
                tokens,
                1000 * (score.lost().part() - excepted) / tokens,
                1000 * excepted / tokens);
        out.println("| taken for | tokens | per 1,000 |");
        out.println("|---|---|---|");
        kinds.forEach((kind, count) -> out.printf("| %s | %,d | %.3f |%n", kind, count, 1000 * count / tokens));
    }

    private void rate() throws RunnerException {
        title("Speed and memory");
        double first = DeidRate.megabytesAfter(reports / 5);
        double all = DeidRate.megabytesAfter(reports);
        DeidRate.Rate rate = DeidRate.measure(seconds);
        out.println("| measure | value |");
        out.println("|---|---|");
        out.printf(
                "| reports/s on one thread, median (least-most) | %,.0f (%,.0f-%,.0f) |%n",
                rate.median(), rate.least(), rate.most());
        out.printf(
                "| memory in use after %,d and after %,d reports, MB | %.1f, %.1f |%n",
                reports / 5, reports, first, all);
    }
}
