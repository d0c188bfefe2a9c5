package org.radiologygpt.trainer.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.radiologygpt.trainer.drift.DriftRule;
import org.radiologygpt.trainer.drift.DriftWatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code drift}: signed reports beside their drafts, week by week. */
@Command(
        name = "drift",
        mixinStandardHelpOptions = true,
        description =
                "Tells by week, site and adapter how far signed reports are from the drafts before them, as JSON, and"
                        + " whether they drift apart. The lines come from export-edits.",
        footer = {
            "",
            "Exit code: 0, or 1 where a current series drifts or the file cannot be read, or 2 for wrong usage."
        })
final class DriftCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "Lines of export-edits.")
    private Path file;

    @Option(
            names = "--reference",
            defaultValue = "8",
            description =
                    "First weeks of a series that the later ones are held against, 4 or more (default: ${DEFAULT-VALUE}).")
    private int reference;

    @Option(
            names = "--reports",
            defaultValue = "20",
            description = "Fewest reports of a week that counts, 5 or more (default: ${DEFAULT-VALUE}).")
    private int reports;

    @Option(
            names = "--recent",
            defaultValue = "4",
            description =
                    "A series without a week that counts in the last N weeks raises no alarm (default: ${DEFAULT-VALUE}).")
    private int recent;

    @Option(names = "--out", paramLabel = "DIR", description = "Also write drift.json and drift.html there.")
    private Optional<Path> out = Optional.empty();

    @Override
    public Integer call() throws IOException {
        DriftWatch watch = DriftWatch.read(file, rule());
        String json = new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(watch.toJson());
        PrintWriter writer = spec.commandLine().getOut();
        writer.println(json);
        writer.flush();
        if (out.isPresent()) {
            Files.createDirectories(out.get());
            Files.writeString(out.get().resolve("drift.json"), json + "\n");
            Files.writeString(out.get().resolve("drift.html"), watch.page());
        }
        return watch.drift() ? 1 : 0;
    }

    private DriftRule rule() {
        try {
            return new DriftRule(reference, reports, recent);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--" + e.getMessage());
        }
    }
}
