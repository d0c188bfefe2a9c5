package org.radiologygpt.routes.quickstart;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The embedded FHIR server in a JVM of its own, to be killed. */
final class FhirServerProcess implements AutoCloseable {
    private static final String READY = "FHIR ";

    private final Process process;
    private final URI base;

    private FhirServerProcess(Process process, URI base) {
        this.process = process;
        this.base = base;
    }

    public static void main(String[] args) throws IOException {
        try (EmbeddedFhirServer server = EmbeddedFhirServer.start(Path.of(args[0]), 0)) {
            System.out.println(READY + server.baseUrl());
            while (System.in.read() >= 0) {
                // the parent holds our input open; its end is ours
            }
        }
    }

    static FhirServerProcess start(Path dataDir) throws IOException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FhirServerProcess.class.getName(),
                        dataDir.toString()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(READY)) {
                Thread drain = new Thread(() -> out.lines().forEach(ignored -> {}), "fhir-server-output");
                drain.setDaemon(true);
                drain.start();
                return new FhirServerProcess(process, URI.create(line.substring(READY.length())));
            }
        }
        throw new IOException("the FHIR server ended before it was ready");
    }

    URI base() {
        return base;
    }

    /** {@code kill -9}, and waits until the process is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
