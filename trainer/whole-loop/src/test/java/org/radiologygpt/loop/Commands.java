package org.radiologygpt.loop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The commands of {@code ./radiology-gpt}, each in a process of its own, their output in files. */
final class Commands implements AutoCloseable {
    private static final long LONGEST_MINUTES = 8;
    private static final String ROUTES = "org.radiologygpt.routes.cli.Main";
    private static final String TRAINER = "org.radiologygpt.trainer.app.Main";

    private final Path directory;
    private final List<Process> running = new ArrayList<>();
    private int number;

    Commands(Path directory) {
        this.directory = directory;
    }

    /**
     * What a command did.
     *
     * @param code its exit code
     * @param output what it printed, both streams
     */
    record Result(int code, String output) {}

    Result trainer(String... arguments) {
        return ended(started(TRAINER, arguments));
    }

    Result routes(String... arguments) {
        return ended(started(ROUTES, arguments));
    }

    /** Runs until this is closed. */
    void serve(String... arguments) {
        started(ROUTES, arguments);
    }

    private record Started(Process process, Path output) {}

    private Started started(String main, String... arguments) {
        Path output = directory.resolve("command-" + number++ + "-" + arguments[0] + ".log");
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-Dai.djl.offline=true",
                "-Dai.djl.onnx.disable_alternative=true",
                "-cp",
                System.getProperty("java.class.path"),
                main));
        line.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(line)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            running.add(process);
            return new Started(process, output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Result ended(Started started) {
        try {
            if (!started.process().waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
                throw new AssertionError("no end of it in time: " + started.output());
            }
            return new Result(started.process().exitValue(), Files.readString(started.output()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        running.forEach(Process::destroyForcibly);
        running.forEach(process -> process.onExit().join());
    }
}
