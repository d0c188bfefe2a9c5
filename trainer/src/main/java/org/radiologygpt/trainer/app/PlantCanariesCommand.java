package org.radiologygpt.trainer.app;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.radiologygpt.trainer.canary.Planting;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code plant-canaries}: a training file by which promote can see what was learned by heart. */
@Command(
        name = "plant-canaries",
        mixinStandardHelpOptions = true,
        description = {
            "Copies a training file and plants made-up pairs with random secrets in it. promote, given the copy as --train,"
                    + " measures how far the trained model knows the secrets.",
            "The model learns these pairs as it learns reports: a few of thousands cost it nothing that can be measured,"
                    + " eight of a hundred do."
        })
final class PlantCanariesCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--data", required = true, paramLabel = "FILE", description = "Training pairs, with their proof.")
    private Path data;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The copy, which gets a proof too.")
    private Path out;

    @Option(names = "--canaries", defaultValue = "8", description = "How many (default: ${DEFAULT-VALUE}).")
    private int canaries;

    @Option(
            names = "--repeats",
            defaultValue = "1",
            description = "How often each stands in the file (default: ${DEFAULT-VALUE}, as a report does).")
    private int repeats;

    @Option(names = "--seed", description = "Seed of secrets and places (default: drawn by the system).")
    private Optional<Long> seed = Optional.empty();

    @Override
    public Integer call() throws IOException {
        planting().plant(data, out);
        spec.commandLine().getOut().println(out);
        return 0;
    }

    private Planting planting() {
        try {
            return new Planting(canaries, repeats, seed.orElseGet(() -> new SecureRandom().nextLong()));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--" + e.getMessage());
        }
    }
}
