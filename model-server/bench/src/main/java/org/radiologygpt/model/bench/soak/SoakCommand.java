package org.radiologygpt.model.bench.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code soak}: many mixed requests against {@code serve} while adapters come and go. */
@Command(
        name = "soak",
        description = {
            "Starts serve as a process of its own on a model with room for three adapters, makes four adapters that"
                    + " each answer in their own way, and sends a seeded mix of requests: good ones of all forms, cancelled"
                    + " ones, broken ones, late ones, while two of the adapters take turns in one place.",
            "Every whole greedy answer must be, character for character, the one that its model gave alone. Exit code 1"
                    + " where anything was unexpected: a wrong answer, a status, a request without an end, figures of"
                    + " /metrics that disagree, resident memory (Linux) that grew by more than 5 % from the window of 20"
                    + " to 30 % of the requests to the last tenth. In a run of a few thousand requests the first"
                    + " window lies before the Java process has its size."
        },
        mixinStandardHelpOptions = true)
public final class SoakCommand implements Callable<Integer> {
    private static final double MOST_GROWTH = 0.05;

    @Option(names = "--requests", defaultValue = "10000", description = "Requests (default: 10000).")
    private int requests;

    @Option(names = "--clients", defaultValue = "16", description = "Clients at once (default: 16).")
    private int clients;

    @Option(names = "--seed", defaultValue = "6", description = "Of mix and adapters (default: 6).")
    private long seed;

    @Option(
            names = "--limit",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "A request without its end after this time hangs (default: 60).")
    private int limit;

    @Option(
            names = "--model",
            paramLabel = "DIR",
            description = "Model directory (default: the demo model, config/demo-model).")
    private Optional<Path> model = Optional.empty();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path directory = model.orElseGet(
                () -> Path.of(System.getProperty("radiologygpt.home", "")).resolve("config/demo-model"));
        Plan plan = new Plan(directory, requests, clients, 8, Duration.ofSeconds(limit), seed, MOST_GROWTH);
        Path room = Files.createTempDirectory("soak");
        Outcome outcome = Soak.run(plan, room);
        outcome.print(System.out);
        if (outcome.good()) {
            delete(room);
            return 0;
        }
        System.out.println("adapters and the server's log are in " + room);
        return 1;
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
