package org.radiologygpt.routes.app;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code run}: the routes alone, until the process is told to stop. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Run the routes against a Kafka, a FHIR server and a model server that are there already.")
public final class RunCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);
    private static final int WRONG_USAGE = 2;

    @Option(names = "--config", paramLabel = "FILE", description = "Settings; see config/radiology-gpt.yaml.")
    private Path config;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "One setting, as --set kafka.consumers=4.")
    private List<String> sets = List.of();

    @Override
    public Integer call() throws InterruptedException {
        EngineConfig settings;
        try {
            settings = EngineConfig.load(Optional.ofNullable(config), System.getenv(), sets);
        } catch (ConfigException e) {
            System.err.println("radiology-gpt: " + e.getMessage());
            return WRONG_USAGE;
        }
        CountDownLatch stopped = new CountDownLatch(1);
        Engine engine;
        try {
            engine = Engine.start(settings, Clock.systemUTC());
        } catch (ConfigException e) {
            System.err.println("radiology-gpt: " + e.getMessage());
            return WRONG_USAGE;
        }
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                engine.close();
                stopped.countDown();
            }));
        } catch (IllegalStateException e) {
            // SIGTERM came while the engine started: the JVM ends, and no hook is taken any more.
            engine.close();
            return 0;
        }
        LOG.info(
                "consuming {} and {} at {}; model {}; FHIR server {}; health at http://{}:{}/health/ready",
                settings.topics().oru(),
                settings.topics().fhir(),
                settings.kafka().bootstrapServers(),
                settings.model(),
                settings.fhir(),
                settings.health().host(),
                engine.healthPort());
        engine.mllpPort().ifPresent(port -> LOG.info("listening for MLLP on port {}", port));
        engine.subscriptionPort().ifPresent(port -> LOG.info("listening for FHIR Subscriptions on port {}", port));
        engine.adminPort().ifPresent(port -> LOG.info("listening for operators on port {}", port));
        stopped.await();
        return 0;
    }
}
