package org.radiologygpt.trainer.app;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.radiologygpt.hl7v2.SourceProfileFiles;
import org.radiologygpt.report.SourceProfiles;
import org.radiologygpt.trainer.corpus.CorpusException;
import org.radiologygpt.trainer.curate.Curated;
import org.radiologygpt.trainer.curate.Curation;
import org.radiologygpt.trainer.curate.Rules;
import org.radiologygpt.trainer.dataset.Dataset;
import org.radiologygpt.trainer.gather.Archive;
import org.radiologygpt.trainer.gather.KeyFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code corpus}: reports to de-identified pairs in three parts; counts on stdout, no word of a report. */
@Command(
        name = "corpus",
        mixinStandardHelpOptions = true,
        description = {
            "Makes a corpus of signed reports: findings and impression without identifiers, no duplicates, divided by patient"
                    + " and time into FILE (training), FILE's name with .validation and .test, each with a proof of"
                    + " de-identification that train asks for, and a card with what was left out and why.",
            "The lines of radiology.training come from export-training."
        },
        footer = {
            "",
            "Exit code: 0, or 1 where no corpus was written, or 2 for wrong usage. docs/corpus.md explains all."
        })
final class CorpusCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Parameters(
            arity = "1..*",
            paramLabel = "PATH",
            description =
                    "Files or folders: HL7 v2 in any framing, FHIR JSON, .jsonl or .ndjson (FHIR or pairs), Open-i XML.")
    private List<Path> paths;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The training part, as pairs.jsonl.")
    private Path out;

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            description = "The hospital's key for pseudonyms, as training.key-file of the routes; default: environment "
                    + KeyFile.ENVIRONMENT + ".")
    private Optional<Path> keyFile = Optional.empty();

    @Option(names = "--profiles", paramLabel = "DIR", description = "Folder with source profiles (*.yaml).")
    private Optional<Path> profiles = Optional.empty();

    @Option(
            names = "--ai-influenced",
            description =
                    "Keeps reports that were signed after one of our drafts was shown, marked; train leaves them out.")
    private boolean withAiInfluenced;

    @Option(
            names = "--near",
            defaultValue = "0.8",
            description = "Share of common three-word shingles from which findings are near duplicates, 0.75 to 1"
                    + " (default: ${DEFAULT-VALUE}).")
    private double near;

    @Option(
            names = "--template",
            defaultValue = "0.1",
            description = "Largest share of the training part for one impression (default: ${DEFAULT-VALUE}).")
    private double template;

    @Option(
            names = "--validation",
            defaultValue = "0.1",
            description = "Share of the pairs for validation (default: ${DEFAULT-VALUE}).")
    private double validation;

    @Option(names = "--test", defaultValue = "0.1", description = "Share for the test (default: ${DEFAULT-VALUE}).")
    private double test;

    @Option(
            names = "--keep-later",
            description = "Keeps for training what patients of the training part had after the other parts begin.")
    private boolean keepLater;

    @Option(names = "--seed", defaultValue = "1", description = "Seed of the split (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Override
    public Integer call() {
        Rules rules = rules();
        Dataset.requireOutside(out, paths);
        Curation curation = new Curation(rules);
        new Archive(sourceProfiles(), KeyFile.key(keyFile, System.getenv()), curation::add).read(paths);
        Curated curated = curation.finish();
        Path card = Dataset.write(out, curated, rules);
        print(curated, card);
        return 0;
    }

    private Rules rules() {
        Rules standard = Rules.standard();
        try {
            return new Rules(
                    standard.findingsWords(),
                    standard.impressionWords(),
                    withAiInfluenced,
                    near,
                    template,
                    validation,
                    test,
                    keepLater,
                    seed);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), "--" + e.getMessage());
        }
    }

    private SourceProfiles sourceProfiles() {
        try {
            return profiles.map(SourceProfileFiles::read).orElseGet(SourceProfiles::defaults);
        } catch (IllegalArgumentException e) {
            throw new CorpusException("--profiles: " + e.getMessage());
        } catch (UncheckedIOException e) {
            throw new CorpusException("--profiles: cannot read " + profiles.orElseThrow());
        }
    }

    private void print(Curated curated, Path card) {
        PrintWriter out = command.commandLine().getOut();
        out.printf(Locale.ROOT, "%8d read%n", curated.read());
        curated.excluded().forEach((why, count) -> out.printf(Locale.ROOT, "%8d left out: %s%n", count, why.words()));
        out.printf(
                Locale.ROOT,
                "%8d pairs: %d training, %d validation, %d test%n",
                curated.pairs(),
                curated.training().size(),
                curated.validation().size(),
                curated.test().size());
        out.println(card);
        out.flush();
    }
}
