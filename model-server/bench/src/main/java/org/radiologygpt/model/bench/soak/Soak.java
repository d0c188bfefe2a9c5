package org.radiologygpt.model.bench.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.radiologygpt.model.weights.LlamaConfig;

/** One soak: two adapters stay, two take turns in the third place. */
final class Soak {
    private static final List<String> RESIDENT = List.of("north", "south");
    private static final List<String> SWAPPED = List.of("east", "west");
    private static final List<String> ALL = List.of("north", "south", "east", "west");

    /** Cancelled answers end after their clients have gone. */
    private static final long MOST_SETTLE_SECONDS = 20;

    private final Plan plan;
    private final ServerProcess server;
    private final Path root;
    private final Client client;
    private final Adapters adapters;
    private final Tally tally = new Tally();

    private Soak(Plan plan, ServerProcess server, Path root, ExecutorService readers) {
        this.plan = plan;
        this.server = server;
        this.root = root;
        this.client = new Client(server.address(), plan.limit(), readers);
        this.adapters = new Adapters(client);
    }

    /**
     * Runs one.
     *
     * @param room empty directory for the adapters and the server's log
     */
    static Outcome run(Plan plan, Path room) throws IOException, InterruptedException {
        Path root = Files.createDirectory(room.resolve("adapters"));
        ExecutorService readers = Executors.newCachedThreadPool();
        List<String> arguments = List.of(
                "--model",
                plan.model().toString(),
                "--name",
                "base",
                "--adapters",
                "3",
                "--allow-adapter-loading",
                root.toString());
        try (ServerProcess server = ServerProcess.start(room, arguments)) {
            return new Soak(plan, server, root, readers).run();
        } finally {
            readers.shutdownNow();
        }
    }

    private Outcome run() throws IOException, InterruptedException {
        LlamaConfig config = LlamaConfig.read(plan.model());
        Truths truths = new TruthSearch(client, adapters, root, config, plan.seed()).find("base", ALL, plan.prompts());
        for (String name : RESIDENT) {
            adapters.load(name);
        }
        ServerCounts before = counts();
        long start = System.nanoTime();
        List<ResidentMemory.Sample> memory = drive(new Mix(truths, config.eosTokenId(), plan.seed()));
        double seconds = (System.nanoTime() - start) / 1e9;
        ServerCounts counted = settled(before);
        new Agreement(plan, tally).check(counted, memory);
        server.errors().forEach(line -> tally.fault("the server logged " + line));
        return new Outcome(tally, counted, memory, truths.prompts().size(), seconds);
    }

    private List<ResidentMemory.Sample> drive(Mix mix) throws InterruptedException {
        Swaps swaps = new Swaps(adapters, SWAPPED, RESIDENT.get(0), tally);
        try (ResidentMemory memory = new ResidentMemory(server.pid(), () -> (double) tally.ended() / plan.requests())) {
            swaps.start();
            Judge judge = new Judge(mix.truths(), Set.copyOf(SWAPPED));
            new Drive(client, mix, judge, tally).run(plan.requests(), plan.clients());
            swaps.finish();
            return memory.samples();
        }
    }

    private ServerCounts counts() throws IOException, InterruptedException {
        return ServerCounts.parse(client.get("/metrics"));
    }

    private ServerCounts settled(ServerCounts before) throws IOException, InterruptedException {
        long start = System.nanoTime();
        ServerCounts counts = counts().since(before);
        while (counts.total() < tally.ended()
                && System.nanoTime() - start < TimeUnit.SECONDS.toNanos(MOST_SETTLE_SECONDS)) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            counts = counts().since(before);
        }
        return counts;
    }
}
