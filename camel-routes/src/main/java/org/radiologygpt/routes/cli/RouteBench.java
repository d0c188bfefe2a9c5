package org.radiologygpt.routes.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.radiologygpt.routes.quickstart.EmbeddedBroker;
import org.radiologygpt.routes.quickstart.EmbeddedFhirServer;

/**
 * The whole route beside its floor, in turns, against one embedded broker and one embedded FHIR server in this JVM. Each
 * figure is the median of its rounds; what is measured first in a pair alternates, and a round before them warms up.
 */
final class RouteBench {
    private static final int MAX_BYTES = 1 << 20;
    private static final int UNLOADED = 200;
    private static final Duration SLOW = Duration.ofMillis(500);

    private final int messages;
    private final int rounds;
    private final int inFlight;
    private final Optional<URI> server;
    private final PrintStream out;
    /** Other reports in each run, for a server that stays. */
    private int next = (int) (System.currentTimeMillis() / 1000 % 100_000) * 10_000;

    /**
     * A bench.
     *
     * @param messages in each round
     * @param inFlight dealt with at once, by the engine and on the floor
     * @param server base of a FHIR server to measure with; empty for an embedded one
     */
    RouteBench(int messages, int rounds, int inFlight, Optional<URI> server, PrintStream out) {
        this.messages = messages;
        this.rounds = rounds;
        this.inFlight = inFlight;
        this.server = server;
        this.out = out;
    }

    void run() throws IOException {
        Path data = Files.createTempDirectory("radiology-gpt-bench");
        try (EmbeddedBroker broker = EmbeddedBroker.start(data.resolve("kafka"), 0, MAX_BYTES);
                EmbeddedFhirServer fhir = EmbeddedFhirServer.start(data.resolve("fhir"), 0);
                InstantModel model = InstantModel.start(BenchMessages.IMPRESSION)) {
            out.printf(
                    "route: %d rounds of %d messages after one to warm up, %d in flight; floor: consume and POST %d bytes%n",
                    rounds, messages, inFlight, BenchFloor.bundles(1).apply(0).length);
            for (int partitions : List.of(1, 4, 16)) {
                pair(broker, server.orElseGet(fhir::baseUrl), model, partitions);
            }
        } finally {
            delete(data);
        }
    }

    private void pair(EmbeddedBroker broker, URI fhir, InstantModel model, int partitions) {
        String name = "bench-" + partitions;
        BenchFloor floor = new BenchFloor(broker.bootstrapServers(), fhir, inFlight);
        double[] floors = new double[rounds];
        double[] routes = new double[rounds];
        double[] ratios = new double[rounds];
        try (BenchEngine engine = new BenchEngine(broker, fhir, model.url(), name, partitions, inFlight)) {
            floor(floor, broker, name + "-warm-up", partitions);
            engine.run(fresh(messages), messages);
            Buckets before = engine.timer("radiology_overhead");
            for (int i = 0; i < rounds; i++) {
                String topic = name + "-floor-" + i;
                floors[i] = i % 2 == 0 ? floor(floor, broker, topic, partitions) : 0;
                routes[i] = engine.run(fresh(messages), messages);
                floors[i] = i % 2 == 0 ? floors[i] : floor(floor, broker, topic, partitions);
                ratios[i] = routes[i] / floors[i];
            }
            Buckets loaded = engine.timer("radiology_overhead").since(before);
            line(partitions, "floor, transactions/s", spread(floors, "%,.0f"));
            line(partitions, "engine with an instant model, messages/s", spread(routes, "%,.0f"));
            line(partitions, "engine to floor", spread(ratios, "%.2f"));
            line(partitions, "overhead loaded, p50 and p99, ms", loaded.milliseconds());
            line(partitions, "overhead unloaded, p50 and p99, ms", unloaded(engine));
            model.slow(SLOW);
            int slow = 10 * inFlight;
            line(partitions, "model of 500 ms, messages/s", "%.1f".formatted(engine.runWatched(fresh(slow), slow)));
            line(partitions, "model of 500 ms, most in flight", "%.0f".formatted(engine.mostInFlight()));
            model.slow(Duration.ZERO);
        }
    }

    /** One message at a time: from its coming to its outcome, without the model. */
    private String unloaded(BenchEngine engine) {
        Buckets before = engine.timer("radiology_overhead");
        for (int i = 0; i < UNLOADED; i++) {
            engine.run(fresh(1), 1);
        }
        return engine.timer("radiology_overhead").since(before).milliseconds();
    }

    private double floor(BenchFloor floor, EmbeddedBroker broker, String topic, int partitions) {
        broker.createTopics(List.of(topic), partitions, MAX_BYTES);
        BenchEngine.awaitLeaders(broker.bootstrapServers(), topic);
        int first = fresh(messages);
        BenchEngine.produce(broker.bootstrapServers(), topic, first, messages, BenchFloor.bundles(first));
        return floor.run(topic, messages);
    }

    private int fresh(int count) {
        int first = next;
        next += count;
        return first;
    }

    private void line(int partitions, String what, String figure) {
        out.printf("%-44s %s%n", partitions + " partitions: " + what, figure);
    }

    private static String spread(double[] figures, String format) {
        Arrays.sort(figures);
        String all = format + " (" + format + "-" + format + ")";
        return all.formatted(figures[figures.length / 2], figures[0], figures[figures.length - 1]);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
