package org.radiologygpt.routes.cli;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.radiologygpt.routes.quickstart.EmbeddedBroker;
import org.radiologygpt.routes.quickstart.EmbeddedFhirServer;

/**
 * The whole route beside its floor, in turns, against one embedded broker and one embedded FHIR server in this JVM. Each
 * figure is the median of its rounds; what is measured first in a pair alternates.
 */
final class RouteBench {
    private static final int MAX_BYTES = 1 << 20;
    private static final int UNLOADED = 200;
    private static final Duration SLOW = Duration.ofMillis(500);
    private static final OperatingSystemMXBean MACHINE =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final CompilationMXBean COMPILER = ManagementFactory.getCompilationMXBean();
    private static final double COMPILED = 0.05;

    private final int messages;
    private final int rounds;
    private final int inFlight;
    private final int warmUp;
    private final List<Integer> partitions;
    private final Optional<URI> server;
    private final PrintStream out;
    /** Other reports in each run, for a server that stays. */
    private int next = (int) (System.currentTimeMillis() / 1000 % 100_000) * 10_000;

    /**
     * A bench.
     *
     * @param messages in each round
     * @param inFlight dealt with at once, by the engine and on the floor
     * @param warmUp at most so many messages before the first round, of each side and for each number of partitions
     * @param partitions of the topics, one measurement for each
     * @param server base of a FHIR server to measure with; empty for an embedded one
     */
    RouteBench(
            int messages,
            int rounds,
            int inFlight,
            int warmUp,
            List<Integer> partitions,
            Optional<URI> server,
            PrintStream out) {
        this.messages = messages;
        this.rounds = rounds;
        this.inFlight = inFlight;
        this.warmUp = warmUp;
        this.partitions = List.copyOf(partitions);
        this.server = server;
        this.out = out;
    }

    void run() throws IOException {
        Path data = Files.createTempDirectory("radiology-gpt-bench");
        try (EmbeddedBroker broker = EmbeddedBroker.start(data.resolve("kafka"), 0, MAX_BYTES);
                EmbeddedFhirServer fhir = EmbeddedFhirServer.start(data.resolve("fhir"), 0);
                InstantModel model = InstantModel.start(BenchMessages.IMPRESSION)) {
            out.printf(
                    "route: %d rounds of %d messages after up to %d to warm up, %d in flight; floor: consume and POST %d bytes%n",
                    rounds, messages, warmUp, inFlight, BenchFloor.bundles(1).apply(0).length);
            for (int count : partitions) {
                pair(broker, server.orElseGet(fhir::baseUrl), model, count);
            }
        } finally {
            delete(data);
        }
    }

    private void pair(EmbeddedBroker broker, URI fhir, InstantModel model, int partitions) {
        String name = "bench-" + partitions;
        BenchFloor floor = new BenchFloor(broker.bootstrapServers(), fhir, inFlight);
        Side floors = new Side("floor", rounds);
        Side routes = new Side("engine", rounds);
        double[] ratios = new double[rounds];
        try (BenchEngine engine = new BenchEngine(broker, fhir, model.url(), name, partitions, inFlight)) {
            warmUp(floor, engine, broker, name, partitions);
            Buckets before = engine.timer("radiology_overhead");
            for (int i = 0; i < rounds; i++) {
                int round = i;
                Runnable bare = () -> {
                    String topic = filled(broker, name + "-floor-" + round, partitions);
                    floors.measure(round, () -> floor.run(topic, messages));
                };
                Runnable whole = () -> routes.measure(round, () -> engine.run(fresh(messages), messages));
                (i % 2 == 0 ? List.of(bare, whole) : List.of(whole, bare)).forEach(Runnable::run);
                ratios[i] = routes.perSecond[i] / floors.perSecond[i];
            }
            Buckets loaded = engine.timer("radiology_overhead").since(before);
            line(partitions, "floor, transactions/s", spread(floors.perSecond, "%,.0f"));
            line(partitions, "engine with an instant model, messages/s", spread(routes.perSecond, "%,.0f"));
            line(partitions, "engine to floor", spread(ratios, "%.2f"));
            line(partitions, "floor, processor ms each, this process", spread(floors.processor, "%.1f"));
            line(partitions, "engine, processor ms each, this process", spread(routes.processor, "%.1f"));
            line(partitions, "floor, of these the compiler's at most", spread(floors.compiler, "%.1f"));
            line(partitions, "engine, of these the compiler's at most", spread(routes.compiler, "%.1f"));
            line(partitions, "overhead loaded, p50 and p99, ms", loaded.milliseconds());
            line(partitions, "overhead unloaded, p50 and p99, ms", unloaded(engine));
            model.slow(SLOW);
            int slow = 10 * inFlight;
            line(partitions, "model of 500 ms, messages/s", "%.1f".formatted(engine.runWatched(fresh(slow), slow)));
            line(partitions, "model of 500 ms, most in flight", "%.0f".formatted(engine.mostInFlight()));
            model.slow(Duration.ZERO);
        }
    }

    /**
     * What one side did in each round: how many a second, and what each cost this process, which holds the broker, too. Of the
     * compiler the JVM tells how long it was at work, which on a busy machine is more than the processor it had.
     */
    private final class Side {
        private final String name;
        private final double[] perSecond;
        private final double[] processor;
        private final double[] compiler;

        Side(String name, int rounds) {
            this.name = name;
            perSecond = new double[rounds];
            processor = new double[rounds];
            compiler = new double[rounds];
        }

        void measure(int round, DoubleSupplier run) {
            long before = MACHINE.getProcessCpuTime();
            long compiled = COMPILER.getTotalCompilationTime();
            perSecond[round] = run.getAsDouble();
            processor[round] = (MACHINE.getProcessCpuTime() - before) / 1e6 / messages;
            compiler[round] = (double) (COMPILER.getTotalCompilationTime() - compiled) / messages;
            out.printf(
                    "  round %d, %s: %.0f a second, %.1f ms of processor, the compiler's at most %.1f%n",
                    round + 1, name, perSecond[round], processor[round], compiler[round]);
        }
    }

    /** Until the JVM compiles next to nothing: of the first thousands of messages, half the processor time is the compiler's. */
    private void warmUp(BenchFloor floor, BenchEngine engine, EmbeddedBroker broker, String name, int partitions) {
        double compiling = 1;
        int done = 0;
        while (done < warmUp && compiling > COMPILED) {
            floor.run(filled(broker, name + "-warm-up-" + done, partitions), messages);
            long compiled = COMPILER.getTotalCompilationTime();
            long start = System.nanoTime();
            engine.run(fresh(messages), messages);
            compiling = (COMPILER.getTotalCompilationTime() - compiled) * 1e6 / (System.nanoTime() - start);
            done += messages;
        }
        out.printf("  warm after %d messages; the compiler still at work %.0f %% of the time%n", done, 100 * compiling);
    }

    /** One message at a time: from its coming to its outcome, without the model. */
    private String unloaded(BenchEngine engine) {
        Buckets before = engine.timer("radiology_overhead");
        for (int i = 0; i < UNLOADED; i++) {
            engine.run(fresh(1), 1);
        }
        return engine.timer("radiology_overhead").since(before).milliseconds();
    }

    /** A topic with the floor's records in it. */
    private String filled(EmbeddedBroker broker, String topic, int partitions) {
        broker.createTopics(List.of(topic), partitions, MAX_BYTES);
        BenchEngine.awaitLeaders(broker.bootstrapServers(), topic);
        int first = fresh(messages);
        BenchEngine.produce(broker.bootstrapServers(), topic, first, messages, BenchFloor.bundles(first));
        return topic;
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
