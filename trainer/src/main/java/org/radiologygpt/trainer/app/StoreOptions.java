package org.radiologygpt.trainer.app;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.radiologygpt.trainer.rollout.AdapterStore;
import org.radiologygpt.trainer.rollout.RollOut;
import org.radiologygpt.trainer.rollout.RollOutException;
import org.radiologygpt.trainer.rollout.RunningServer;
import picocli.CommandLine.Option;

/** Where adapters are kept, and who serves them. */
final class StoreOptions {
    private static final String ADMIN_KEY = "RADIOLOGY_GPT_MODEL_ADMIN_KEY";

    @Option(
            names = "--store",
            paramLabel = "ROOT_DIR",
            description = "Directory of adapters; the server's --allow-adapter-loading.")
    private Optional<Path> root = Optional.empty();

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "The running model server, as http://127.0.0.1:8000; its admin key in " + ADMIN_KEY
                    + ". Without it only the directory changes.")
    private Optional<URI> server = Optional.empty();

    Optional<Path> root() {
        return root;
    }

    AdapterStore store(String name) {
        return new AdapterStore(
                root.orElseThrow(() -> new RollOutException("give --store, the directory of adapters")), name);
    }

    /** What a change came to: without a server nobody asked what is served. */
    String told(AdapterStore store, int version) {
        return server.isPresent()
                ? "version " + version + " of " + store.name() + " is in use"
                : "current of " + store.name() + " is version " + version
                        + "; no server was told: a running one serves what"
                        + " it served until it is restarted or --server is given";
    }

    RollOut rollOut(AdapterStore store, Clock clock) {
        Map<String, String> environment = System.getenv();
        return new RollOut(
                store,
                server.map(url -> new RunningServer(
                        url, Optional.ofNullable(environment.get(ADMIN_KEY)), HttpClient.newHttpClient())),
                clock);
    }
}
