package org.radiologygpt.trainer.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.radiologygpt.trainer.rating.RatingImport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rating import}: filled sheets to figures. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = "Reads the filled sheets and prints means, paired differences and the raters' agreement as JSON.",
        footer = {
            "",
            "Exit code: 0, or 1 where a row does not count or is missing (without --partial), or 2 for wrong usage."
        })
final class RatingImportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "Folder that rating export wrote, with key.json.")
    private Path folder;

    @Option(
            names = "--sheets",
            required = true,
            arity = "1..*",
            paramLabel = "FILE",
            description = "Filled sheets of all raters: CSV, or JSON saved by the page.")
    private List<Path> sheets;

    @Option(names = "--partial", description = "Counts the sound rows, whatever others are missing or wrong.")
    private boolean partial;

    @Option(names = "--out", paramLabel = "DIR", description = "Also write ratings.json and ratings.html there.")
    private Optional<Path> out = Optional.empty();

    @Override
    public Integer call() throws IOException {
        RatingImport read = RatingImport.read(folder, sheets);
        PrintWriter err = spec.commandLine().getErr();
        read.problems().forEach(err::println);
        err.flush();
        if (!read.problems().isEmpty() && !partial) {
            return 1;
        }
        ObjectNode figures = read.figures();
        String json = new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(figures);
        PrintWriter writer = spec.commandLine().getOut();
        writer.println(json);
        writer.flush();
        if (out.isPresent()) {
            Files.createDirectories(out.get());
            Files.writeString(out.get().resolve("ratings.json"), json + "\n");
            Files.writeString(out.get().resolve("ratings.html"), RatingImport.page(figures));
        }
        return 0;
    }
}
