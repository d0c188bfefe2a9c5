package org.radiologygpt.model.tensorrt.plan;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.radiologygpt.model.tensorrt.plan.BuildAnswer.Failed;

/**
 * Builds in a JVM of its own: the bindings cannot free a builder, and some of TensorRT's failures end the process. It ends
 * with this JVM, because it watches its standard input.
 */
final class BuilderProcess implements PlanBuilder {
    private static final int LAST_SECONDS = 10;

    private final Class<?> main;

    /** @param main of the process */
    BuilderProcess(Class<?> main) {
        this.main = main;
    }

    @Override
    public BuildAnswer build(BuildRequest request, Path log, Duration timeout) throws IOException {
        Files.deleteIfExists(request.answer());
        Process process = prepared(log).start();
        try {
            send(request.text(), process.getOutputStream());
            boolean ended = process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return ended ? answer(process.exitValue(), request, log) : new Failed(late(timeout));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Failed("the thread that waited for the building process was interrupted");
        } finally {
            // With it its standard input, which is kept open until here.
            end(process);
            Files.deleteIfExists(request.answer());
        }
    }

    ProcessBuilder prepared(Path log) {
        ProcessBuilder prepared = new ProcessBuilder(
                        command(log, Runtime.version().feature()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        BuilderEnvironment.reduce(prepared.environment());
        return prepared;
    }

    List<String> command(Path log, int javaVersion) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // All memory that counts is native; JavaCPP must neither limit it nor collect what TensorRT still reads.
        command.addAll(List.of(
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:ErrorFile=" + log.resolveSibling(log.getFileName() + ".crash"),
                "-Dorg.bytedeco.javacpp.nopointergc=true",
                "-Dorg.bytedeco.javacpp.maxbytes=0",
                "-Dorg.bytedeco.javacpp.maxphysicalbytes=0"));
        Optional.ofNullable(System.getProperty("org.bytedeco.javacpp.cachedir"))
                .ifPresent(directory -> command.add("-Dorg.bytedeco.javacpp.cachedir=" + directory));
        if (javaVersion >= 24) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        return command;
    }

    /** Waits, even where the thread is interrupted: until it is gone it holds the GPU and may write its files. */
    static void end(Process process) {
        process.destroyForcibly()
                .onExit()
                .completeOnTimeout(process, LAST_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    private static void send(String text, OutputStream in) {
        try {
            in.write(text.getBytes(StandardCharsets.UTF_8));
            in.flush();
        } catch (IOException e) {
            // It ended before it read; its exit code and its log tell more than the broken pipe.
            return;
        }
    }

    private static BuildAnswer answer(int code, BuildRequest request, Path log) throws IOException {
        Optional<BuildAnswer> answer = BuildAnswer.read(request.answer());
        if (answer.isEmpty()) {
            // What made it end may be the times it read: the next build begins without them.
            if (request.timings().isPresent()) {
                Files.deleteIfExists(request.timings().get());
            }
            return new Failed(LastWords.sentence(code, lines(log)));
        }
        return answer.get();
    }

    private static List<String> lines(Path log) throws IOException {
        try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
            return lines.toList();
        }
    }

    private static String late(Duration timeout) {
        return "the building process was ended because it took longer than " + timeout.toMinutes()
                + " minutes; raise buildTimeoutMinutes or lower optimizationLevel";
    }
}
