package org.radiologygpt.model.bench.soak;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.radiologygpt.model.server.ServeMain;

/** {@code serve} in a child JVM of this class path. */
final class ServerProcess implements AutoCloseable {
    /**
     * A heap of one size, which is reached early: what grows after that is a leak, in the heap's old part or outside. The
     * size is not touched beforehand, so that a leak in the heap is seen, too.
     */
    private static final List<String> OPTIONS =
            List.of("-Xms160m", "-Xmx160m", "-XX:+UseSerialGC", "-Dlogback.configurationFile=logback-model-bench.xml");

    private static final long MOST_START_SECONDS = 120;

    private final Process child;
    private final Path log;
    private final URI address;

    private ServerProcess(Process child, Path log, URI address) {
        this.child = child;
        this.log = log;
        this.address = address;
    }

    /**
     * Starts one and waits until it listens.
     *
     * @param room directory for its files
     */
    static ServerProcess start(Path room, List<String> arguments) throws IOException {
        Path portFile = room.resolve("port");
        Path log = room.resolve("server.log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ServeMain.class.getName()));
        command.addAll(List.of("--port", "0", "--port-file", portFile.toString()));
        command.addAll(arguments);
        File output = log.toFile();
        Process child = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
        long start = System.nanoTime();
        while (!Files.exists(portFile)) {
            if (!child.isAlive() || System.nanoTime() - start > TimeUnit.SECONDS.toNanos(MOST_START_SECONDS)) {
                child.destroyForcibly();
                throw new IOException("the server did not start: " + Files.readString(log));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        String port = Files.readString(portFile).strip();
        return new ServerProcess(child, log, URI.create("http://127.0.0.1:" + port));
    }

    URI address() {
        return address;
    }

    long pid() {
        return child.pid();
    }

    /** What the server itself called an error. */
    List<String> errors() throws IOException {
        return Files.readAllLines(log).stream()
                .filter(line -> line.contains(" ERROR "))
                .toList();
    }

    @Override
    public void close() {
        child.destroy();
        try {
            if (!child.waitFor(20, TimeUnit.SECONDS)) {
                child.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            child.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
