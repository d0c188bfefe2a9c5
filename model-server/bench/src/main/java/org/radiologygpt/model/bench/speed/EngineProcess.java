package org.radiologygpt.model.bench.speed;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A child JVM of this class path, spoken to by lines. */
final class EngineProcess implements AutoCloseable {
    /** What an answer begins with: native libraries print lines of their own. */
    static final String ANSWER = "> ";

    private static final List<String> OPTIONS = List.of(
            "-Xms32m",
            "-Xmx512m",
            "-XX:MaxDirectMemorySize=4g",
            "-XX:+UseSerialGC",
            "-Dlogback.configurationFile=logback-model-bench.xml");

    private final Process child;
    private final BufferedReader out;
    private final File errors;

    private EngineProcess(Process child, File errors) {
        this.child = child;
        this.out = child.inputReader(StandardCharsets.UTF_8);
        this.errors = errors;
    }

    /**
     * Starts one and waits until it is ready.
     *
     * @param room directory for its files
     */
    static EngineProcess start(Path room, Class<?> main, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        command.add("-Dde.kherud.llama.tmpdir=" + room);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        File errors = room.resolve("errors-" + String.join("-", arguments.subList(0, 1)) + ".txt")
                .toFile();
        try {
            EngineProcess process = new EngineProcess(
                    new ProcessBuilder(command).redirectError(errors).start(), errors);
            process.line();
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Numbers that a command gives. */
    double[] ask(String command) {
        try {
            child.outputWriter(StandardCharsets.UTF_8)
                    .append(command)
                    .append('\n')
                    .flush();
        } catch (IOException e) {
            throw new UncheckedIOException("a child does not listen, see " + errors, e);
        }
        return Arrays.stream(line().split(" ")).mapToDouble(Double::parseDouble).toArray();
    }

    private String line() {
        try {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith(ANSWER)) {
                    return line.substring(ANSWER.length());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException("a child ended before its answer, see " + errors);
    }

    @Override
    public void close() {
        try {
            child.outputWriter(StandardCharsets.UTF_8).close();
            if (!child.waitFor(20, TimeUnit.SECONDS)) {
                child.destroyForcibly().waitFor();
            }
        } catch (IOException e) {
            child.destroyForcibly();
        } catch (InterruptedException e) {
            child.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
