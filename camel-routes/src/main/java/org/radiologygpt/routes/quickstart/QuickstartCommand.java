package org.radiologygpt.routes.quickstart;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.radiologygpt.model.weights.ModelFormatException;
import org.radiologygpt.routes.app.ConfigException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code quickstart}: everything in one process, the bundled messages sent through, and where to look. */
@Command(
        name = "quickstart",
        mixinStandardHelpOptions = true,
        description = {
            "Start an embedded Kafka, FHIR server, model server and the routes, send the bundled synthetic messages",
            "through and print what became of them. For trying out, not for a hospital's feed."
        })
public final class QuickstartCommand implements Callable<Integer> {
    private static final int WRONG_USAGE = 2;

    @Option(names = "--exit", description = "End after the messages; 0 only if each had the outcome it is there for.")
    private boolean exit;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = ".radiology-gpt/quickstart",
            description = "Where Kafka and the FHIR server keep their data (default: ${DEFAULT-VALUE}).")
    private Path data;

    @Option(names = "--model", paramLabel = "DIR", description = "Model directory (default: the demo model).")
    private Path model;

    @Option(names = "--port-kafka", paramLabel = "PORT", defaultValue = "0", description = "0 for a free port.")
    private int kafkaPort;

    @Option(names = "--port-fhir", paramLabel = "PORT", defaultValue = "0", description = "0 for a free port.")
    private int fhirPort;

    @Option(names = "--port-model", paramLabel = "PORT", defaultValue = "0", description = "0 for a free port.")
    private int modelPort;

    @Option(names = "--port-health", paramLabel = "PORT", defaultValue = "0", description = "0 for a free port.")
    private int healthPort;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "180",
            description = "Longest wait for the outcomes (default: ${DEFAULT-VALUE}).")
    private int wait;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "One setting of the engine.")
    private List<String> sets = List.of();

    private final Clock clock = Clock.systemUTC();

    @Override
    public Integer call() throws InterruptedException, IOException {
        PrintStream out = System.out;
        Path directory = Optional.ofNullable(model).orElseGet(QuickstartCommand::demoModel);
        out.println("Starting Kafka, FHIR server, model server and routes; data in " + data.toAbsolutePath());
        Files.createDirectories(data);
        long start = clock.millis();
        var places = new Quickstart.Places(data, directory, kafkaPort, fhirPort, modelPort, healthPort);
        try (Quickstart parts = Quickstart.start(places, sets, clock)) {
            out.printf("Ready after %.1f s.%n%n", (clock.millis() - start) / 1000.0);
            boolean good = run(parts, out);
            look(parts, out);
            if (!exit) {
                out.println("Running until you press Ctrl-C.");
                new CountDownLatch(1).await();
            }
            return good ? 0 : 1;
        } catch (ConfigException | ModelFormatException e) {
            System.err.println("radiology-gpt: " + e.getMessage());
            return WRONG_USAGE;
        }
    }

    private boolean run(Quickstart parts, PrintStream out) {
        SampleRun samples = new SampleRun(parts.bootstrapServers(), parts.topics());
        long start = clock.millis();
        List<SampleMessage> messages = SampleMessage.all(Long.toString(start, 36));
        Map<String, SampleMessage> sent = new LinkedHashMap<>();
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        for (boolean late : new boolean[] {false, true}) {
            sent.putAll(samples.send(
                    messages.stream().filter(message -> message.late() == late).toList()));
            outcomes.putAll(samples.await(sent, Duration.ofSeconds(wait)));
        }
        boolean good = new OutcomeTable(out).print(sent, outcomes, start);
        long drafted = outcomes.values().stream()
                .filter(outcome -> outcome.outcome().equals("drafted"))
                .count();
        out.printf(
                "%n%d messages, %d outcomes, %d drafted, in %.1f s. %s%n%n",
                sent.size(),
                outcomes.size(),
                drafted,
                (clock.millis() - start) / 1000.0,
                good ? "Each as expected." : "Not as expected: see the table.");
        return good;
    }

    private static void look(Quickstart parts, PrintStream out) {
        String fhir = parts.fhirUrl();
        out.println("Where to look:");
        out.println("  drafts          " + fhir + "/DiagnosticReport?_count=100");
        out.println("  who wrote them  " + fhir + "/Provenance?_count=100");
        out.println("  review tasks    " + fhir + "/Task?_count=100");
        out.println("  model server    " + parts.modelUrl() + "/v1/models");
        out.println("  health          " + parts.healthUrl() + "/health/ready");
        out.println("  metrics         " + parts.healthUrl() + "/metrics");
        out.println("  Kafka           " + parts.bootstrapServers() + ", topics "
                + parts.topics().all());
    }

    private static Path demoModel() {
        return Path.of(System.getProperty("radiologygpt.home", "")).resolve("config/demo-model");
    }
}
