package org.radiologygpt.faults;

import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.radiologygpt.peer.JpaPeer;

/** Broker, FHIR server and two engines as processes; the model server and the proxy before the FHIR server in this one. */
final class Fleet implements AutoCloseable {
    static final int PARTITIONS = 4;
    private static final String ENGINE = "org.radiologygpt.routes.cli.Main";
    private static final Duration START = Duration.ofMinutes(8);
    private static final List<String> SMALL = List.of("-Xmx320m", "-XX:TieredStopAtLevel=1");

    final ModelServer model = new ModelServer(ChildProcess.freePort());
    final FaultProxy proxy;
    private final Path directory;
    private final boolean jpa;
    private final int brokerPort = ChildProcess.freePort();
    private final int fhirPort = ChildProcess.freePort();
    private final int modelPort;
    private final List<Integer> healthPorts = List.of(ChildProcess.freePort(), ChildProcess.freePort());
    private final List<ChildProcess> engines = new ArrayList<>();
    private final ChildProcess broker;
    private final ChildProcess fhir;
    private final AutoCloseable database;

    /**
     * Starts them.
     *
     * @param directory for their data and logs
     * @param jpa whether the FHIR server is HAPI's JPA server on PostgreSQL, and not the embedded one
     */
    Fleet(Path directory, boolean jpa) {
        this.directory = directory;
        this.jpa = jpa;
        modelPort = model.port();
        broker = child("broker", SMALL, BrokerMain.class.getName(), data("kafka"), Integer.toString(brokerPort));
        proxy = FaultProxy.before(fhirUrl());
        if (jpa) {
            EmbeddedPostgres postgres = postgres();
            database = postgres;
            fhir = child("fhir", jpa(postgres), JpaPeer.class.getName());
        } else {
            database = () -> {};
            fhir = child("fhir", SMALL, FhirServerMain.class.getName(), data("fhir"), Integer.toString(fhirPort));
        }
        for (int i = 0; i < 2; i++) {
            engines.add(child("engine-" + i, SMALL, ENGINE, run(i)));
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::killAll));
        start();
    }

    private void start() {
        broker.start();
        fhir.start();
        model.start();
        listening(brokerPort);
        Topics.create(brokerAddress(), PARTITIONS);
        engines.forEach(ChildProcess::start);
        listening(fhirPort);
        healthPorts.forEach(Fleet::listening);
    }

    private static EmbeddedPostgres postgres() {
        try {
            return EmbeddedPostgres.builder()
                    .setServerConfig("max_connections", "60")
                    .setServerConfig("shared_buffers", "128MB")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> jpa(EmbeddedPostgres postgres) {
        return List.of(
                "-Xmx768m",
                "-XX:TieredStopAtLevel=1",
                "-Dpeer.port=" + fhirPort,
                "-Dpeer.database=" + postgres.getJdbcUrl("postgres", "postgres"));
    }

    private String data(String name) {
        return directory.resolve(name).toString();
    }

    private ChildProcess child(String name, List<String> options, String main, String... arguments) {
        boolean engine = main.equals(ENGINE);
        String classPath = engine ? engineClassPath() : System.getProperty("java.class.path");
        return new ChildProcess(directory.resolve(name + ".log"), classPath, options, main, List.of(arguments));
    }

    /** What the launcher starts: the engine without anything of its tests. */
    private static String engineClassPath() {
        try {
            Path built = Path.of("..", "target").toAbsolutePath().normalize();
            String libraries = Files.readString(built.resolve("classpath.txt"));
            return built.resolve("classes") + File.pathSeparator + libraries.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String[] run(int engine) {
        List<String> arguments = new ArrayList<>(List.of("run"));
        List.of(
                        "kafka.bootstrap-servers=" + brokerAddress(),
                        "kafka.session-timeout=6s",
                        "fhir.url=" + proxy.baseUrl(),
                        "fhir.timeout=5s",
                        "model.url=http://127.0.0.1:" + modelPort,
                        "model.name=demo",
                        "model.timeout=3s",
                        "resilience.open-for=2s",
                        "outage.first-wait=200ms",
                        "outage.longest-wait=2s",
                        "health.port=" + healthPorts.get(engine))
                .forEach(setting -> arguments.addAll(List.of("--set", setting)));
        return arguments.toArray(String[]::new);
    }

    String brokerAddress() {
        return "127.0.0.1:" + brokerPort;
    }

    /** The FHIR server itself, not the proxy before it. */
    URI fhirUrl() {
        return URI.create("http://127.0.0.1:" + fhirPort + "/fhir");
    }

    ChildProcess engine(int number) {
        return engines.get(number);
    }

    ChildProcess broker() {
        return broker;
    }

    ChildProcess fhir() {
        return fhir;
    }

    /** Starts an engine again, and waits until it runs. */
    void startEngine(int number) {
        engine(number).start();
        listening(healthPorts.get(number));
    }

    void startBroker() {
        broker.start();
        listening(brokerPort);
    }

    void startFhir() {
        fhir.start();
        listening(fhirPort);
    }

    private static void listening(int port) {
        await().pollInterval(Duration.ofMillis(100)).atMost(START).until(() -> ChildProcess.listens(port));
    }

    /**
     * What the processes have printed so far. Not HAPI's JPA server: where two writers meet, Hibernate logs the statement with
     * the resource in it, and what that server logs is its operator's affair.
     */
    List<Path> logs() {
        List<Path> logs = new ArrayList<>(jpa ? List.of(broker.log()) : List.of(broker.log(), fhir.log()));
        engines.forEach(engine -> logs.add(engine.log()));
        return logs;
    }

    /** CPU seconds of each process over all its lives; PostgreSQL's are not among them. */
    Map<String, Integer> cpuSeconds() {
        Map<String, Integer> seconds = new TreeMap<>();
        seconds.put("CPU s broker", (int) broker.cpu().toSeconds());
        seconds.put("CPU s FHIR server", (int) fhir.cpu().toSeconds());
        for (int i = 0; i < engines.size(); i++) {
            seconds.put("CPU s engine " + i, (int) engines.get(i).cpu().toSeconds());
        }
        return seconds;
    }

    private void killAll() {
        engines.forEach(ChildProcess::close);
        fhir.close();
        broker.close();
    }

    @Override
    public void close() {
        killAll();
        model.close();
        proxy.close();
        try {
            database.close();
        } catch (Exception e) {
            throw new IllegalStateException("the database did not stop", e);
        }
    }
}
