package org.radiologygpt.routes.app;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.main.Main;
import org.radiologygpt.report.SourceProfiles;
import org.radiologygpt.routes.draft.Drafter;
import org.radiologygpt.routes.draft.ModelServers;
import org.radiologygpt.routes.draft.ResilientModel;
import org.radiologygpt.routes.ingest.MessageLookout;
import org.radiologygpt.routes.ingest.MessageRoutes;
import org.radiologygpt.routes.ingest.MessageSteps;
import org.radiologygpt.routes.ingest.Meters;

/** The running routes with all they need, and their health and metrics over HTTP. */
public final class Engine implements AutoCloseable {
    private static final int SHUTDOWN_SECONDS = 30;

    private final Main main;
    private final ExecutorService calls;
    private final ModelServers servers;
    private final HealthServer health;
    private final Life life;
    private final Doors doors;

    private Engine(
            Main main, ExecutorService calls, ModelServers servers, HealthServer health, Life life, Doors doors) {
        this.life = life;
        this.main = main;
        this.calls = calls;
        this.servers = servers;
        this.health = health;
        this.doors = doors;
    }

    /** Starts the routes; returns when they consume. */
    public static Engine start(EngineConfig config, Clock clock) {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        ExecutorService calls = Executors.newFixedThreadPool(config.resilience().maxConcurrent(), task -> {
            Thread thread = new Thread(task, "model-call");
            thread.setDaemon(true);
            return thread;
        });
        ModelServers servers =
                new ModelServers(config.model().client(), config.model().servers(), config.resilience(), clock);
        ResilientModel model = new ResilientModel(servers, config.resilience(), calls, servers::allDown);
        ModelMeters.measure(model.breaker(), servers, registry);
        SourceProfiles profiles = Rooms.sourceProfiles(config);
        Life life = Life.start(config, profiles, clock);
        Main main = main(routes(config, model, life, registry, clock));
        AtomicReference<Doors> doors = new AtomicReference<>();
        HealthServer health = HealthServer.start(
                config.health(), () -> checks(main, life, doors.get()), () -> states(servers), registry);
        try {
            servers.watch(config.model().interval());
            main.start();
            doors.set(Doors.open(config, profiles, life.control(), registry, clock));
            return new Engine(main, calls, servers, health, life, doors.get());
        } catch (RuntimeException e) {
            main.stop();
            health.close();
            servers.close();
            life.close();
            throw e;
        }
    }

    Life life() {
        return life;
    }

    /** Port of {@code /health/live}, {@code /health/ready} and {@code /metrics}. */
    public int healthPort() {
        return health.port();
    }

    /** Port of the MLLP listener; empty where it is off. */
    public OptionalInt mllpPort() {
        return doors.mllpPort();
    }

    /** Port of the endpoint of FHIR Subscriptions; empty where it is off. */
    public OptionalInt subscriptionPort() {
        return doors.subscriptionPort();
    }

    /** Port of the operators' endpoint; empty where it is off. */
    public OptionalInt adminPort() {
        return doors.adminPort();
    }

    /** Lets the message in hand end, within limits, and stops. */
    @Override
    public void close() {
        doors.close();
        main.stop();
        calls.shutdownNow();
        servers.close();
        life.close();
        health.close();
    }

    private static Main main(MessageRoutes routes) {
        Main main = new Main();
        main.configure().withName("radiology-gpt").withShutdownTimeout(SHUTDOWN_SECONDS);
        main.configure().withStreamCachingEnabled(false);
        main.configure().addRoutesBuilder(routes);
        return main;
    }

    private static MessageRoutes routes(
            EngineConfig config, ResilientModel model, Life life, PrometheusMeterRegistry registry, Clock clock) {
        Drafter drafter = Rooms.drafter(config, model, clock, new Meters(registry)::deidentified);
        MessageSteps steps = new MessageSteps(
                life.readers(), drafter, life.store(), life.messages(), life.notices(), config.maxMessageBytes());
        MessageLookout lookout = new MessageLookout(life.readers(), life.ahead(), config.maxMessageBytes());
        return new MessageRoutes(
                config.topics(), config.kafka(), config.flow(), steps, lookout, config.patience(), registry, clock);
    }

    /** The state of each model server: told, and no reason to turn senders away, whose messages wait in Kafka. */
    private static Map<String, String> states(ModelServers servers) {
        Map<String, String> states = new LinkedHashMap<>();
        servers.statuses()
                .forEach(server -> states.put(server.label(), server.state().code()));
        return states;
    }

    /** {@code doors} is null until they are open. */
    private static Map<String, Boolean> checks(Main main, Life life, Doors doors) {
        Map<String, Boolean> checks = new LinkedHashMap<>();
        checks.put("doors", doors != null);
        if (doors != null) {
            checks.putAll(doors.checks());
        }
        checks.put("control", life.control().isReady());
        CamelContext context = main.getCamelContext();
        boolean started = context != null && context.isStarted();
        checks.put("routes", started);
        if (started) {
            boolean consumers = HealthCheckHelper.invokeReadiness(context).stream()
                    .allMatch(result -> result.getState() == HealthCheck.State.UP);
            checks.put("consumers", consumers);
        }
        return checks;
    }
}
