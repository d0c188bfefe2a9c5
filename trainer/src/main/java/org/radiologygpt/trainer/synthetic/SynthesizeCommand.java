package org.radiologygpt.trainer.synthetic;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.radiologygpt.trainer.corpus.DeidProof;
import org.radiologygpt.trainer.corpus.Pair;
import org.radiologygpt.trainer.corpus.PairFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes synthetic pairs: no two with the same findings, none with the findings of the excluded files. */
@Command(
        name = "synthesize",
        mixinStandardHelpOptions = true,
        description =
                "Writes synthetic findings/impression pairs from a seed, as JSON lines, and FILE.proof.json: no patient is in them.")
public final class SynthesizeCommand implements Callable<Integer> {
    /** Of the synthetic time line; no report is dated by the clock, so that a seed gives the same bytes always. */
    private static final Instant FIRST_REPORT = Instant.parse("2020-01-01T08:00:00Z");

    private static final Pattern NEITHER_LETTER_NOR_DIGIT = Pattern.compile("[^a-z0-9]+");

    @Spec
    private CommandSpec spec;

    @Option(names = "--count", defaultValue = "60000", description = "Pairs to write (default: ${DEFAULT-VALUE}).")
    private long count;

    @Option(names = "--seed", defaultValue = "1", description = "Seed (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--out", required = true, description = "JSON-lines file to write.")
    private Path out;

    @Option(
            names = "--kind",
            defaultValue = "EXAMS",
            description =
                    "EXAMS: examinations of many regions; CHEST: chest radiographs in the wording of many radiologists (default: ${DEFAULT-VALUE}).")
    private Kind kind;

    @Option(
            names = "--style",
            description =
                    "With --kind CHEST: all impressions in one house style, NORTH or SOUTH. The findings of a seed are the same in both.")
    private HouseStyle.Named style;

    @Option(names = "--with-facts", description = "Adds the field \"facts\", for evaluation.")
    private boolean withFacts;

    @Option(
            names = "--exclude",
            description = "Pair file (repeatable): leaves out reports whose findings, normalised, stand in it.")
    private List<Path> exclude = List.of();

    /** What is reported on. */
    enum Kind {
        EXAMS,
        CHEST
    }

    @Override
    public Integer call() throws IOException {
        if (style != null && kind != Kind.CHEST) {
            throw new ParameterException(spec.commandLine(), "--style needs --kind CHEST");
        }
        Set<String> seen = excluded();
        Stream<ObjectNode> lines = reports()
                .filter(report -> seen.add(normalised(report.findings())))
                .limit(count)
                .map(this::line);
        long written = PairFile.writeLines(out, lines);
        DeidProof.of(out, written, DeidProof.Origin.SYNTHETIC).write(out);
        spec.commandLine().getOut().printf(Locale.ROOT, "%d pairs, seed %d%n", written, seed);
        return 0;
    }

    private Stream<SyntheticReport> reports() {
        return kind == Kind.CHEST
                ? new ChestReports(seed, Optional.ofNullable(style).map(HouseStyle.Named::style)).stream()
                : new SyntheticReports(seed).stream();
    }

    private Set<String> excluded() throws IOException {
        Set<String> seen = new HashSet<>();
        for (Path file : exclude) {
            try (Stream<Pair> pairs = PairFile.read(file)) {
                pairs.forEach(pair -> seen.add(normalised(pair.findings())));
            }
        }
        return seen;
    }

    private ObjectNode line(SyntheticReport report) {
        ObjectNode json = PairFile.toJson(pair(report));
        if (withFacts) {
            report.facts().forEach(fact -> write(fact, json.withArray("/facts")));
            Optional.of(json).filter(node -> !node.has("facts")).ifPresent(node -> node.putArray("facts"));
        }
        return json;
    }

    private Pair pair(SyntheticReport report) {
        return new Pair(
                "syn-" + seed + "-" + report.index(),
                "syn-" + seed + "-p" + report.index(),
                "synthetic",
                FIRST_REPORT.plus(Duration.ofMinutes(report.index())).toString(),
                report.findings(),
                report.impression(),
                false);
    }

    private static void write(Fact fact, ArrayNode facts) {
        ObjectNode node = facts.addObject()
                .put("finding", fact.finding())
                .put("side", fact.side().code())
                .put("main", fact.main())
                .put("urgency", fact.urgency());
        fact.accepted().forEach(node.putArray("accepted")::add);
    }

    /** Letters and digits only, lower case: two findings sections that differ in no word are the same. */
    static String normalised(String findings) {
        return NEITHER_LETTER_NOR_DIGIT
                .matcher(findings.toLowerCase(Locale.ROOT))
                .replaceAll("");
    }
}
