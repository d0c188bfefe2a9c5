package org.radiologygpt.model.tensorrt.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.EngineException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.radiologygpt.model.tensorrt.Gpu;
import org.radiologygpt.model.tensorrt.Installed;
import org.radiologygpt.model.tensorrt.plan.BuildAnswer.Failed;

/** A real process with a builder that needs no GPU. */
class PlansTest {
    private static final Gpu GPU = new Gpu(0, "H200", 9, 0, 139L << 30);

    @TempDir
    Path directory;

    private final PlanBuilder process = new BuilderProcess(FakeBuilderMain.class);
    private final Plans plans = new Plans(new Installed("580.1", "10.6.0", List.of()), process);

    @Test
    void a_plan_comes_from_another_process_and_the_second_time_from_the_cache() throws IOException {
        Path onnx = model("fine");

        Path plan = plans.planOf(onnx, options("x=1x4"), GPU);

        assertThat(Files.readAllBytes(plan)).endsWith(Files.readAllBytes(onnx));
        assertThat(directory).isDirectoryContaining("glob:**.timings").isDirectoryContaining("glob:**.log");
        Plans unable = new Plans(new Installed("580.1", "10.6.0", List.of()), (request, log, timeout) -> {
            throw new AssertionError("built twice");
        });
        assertThat(unable.planOf(onnx, options("x=1x4"), GPU)).isEqualTo(plan);
    }

    @Test
    void a_process_that_dies_is_one_sentence_with_its_words_and_its_log() throws IOException {
        Path onnx = model("ends the process");

        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> plans.planOf(onnx, options("x=1x4"), GPU))
                .withMessageStartingWith("TensorRT built no engine of m.onnx: the building process ended with code 134"
                        + " (SIGABRT: a library gave up) before it answered; its last words: TensorRT error: CUDA"
                        + " initialization failure with error: 100; all that the building process said is in ")
                .satisfies(e -> assertThat(Path.of(e.getMessage().replaceFirst(".* is in ", "")))
                        .content()
                        .contains("CUDA initialization failure"));
        assertThat(directory).isDirectoryNotContaining("glob:**.{plan,answer,timings}");
    }

    @Test
    void a_process_that_ends_before_it_reads_is_told() throws IOException {
        BuildAnswer answer = new BuilderProcess(PlansTest.class)
                .build(request(model("fine")), directory.resolve("l"), Duration.ofMinutes(2));

        assertThat(answer.line())
                .startsWith("failed the building process ended with code 1 before it answered; its last words: ");
    }

    @Test
    void an_option_refused_by_the_process_is_refused_here() throws IOException {
        Path onnx = model("fine");

        assertThatExceptionOfType(OptionException.class)
                .isThrownBy(() -> plans.planOf(onnx, options("y=1x4"), GPU))
                .withMessage("TensorRT option profiles: profile 1 names y, which is no input; the inputs are [x]");
    }

    @Test
    void a_gpu_without_bf16_is_told_before_a_process_is_started() throws IOException {
        Path onnx = model("fine");
        PlanOptions bf16 = PlanOptions.of(Map.of("precision", "bf16", "cacheDirectory", directory.toString()));

        assertThatThrownBy(() -> plans.planOf(onnx, bf16, new Gpu(0, "T4", 7, 5, 1L << 34)))
                .isInstanceOf(OptionException.class);
    }

    @Test
    void a_build_that_takes_too_long_is_ended() throws IOException {
        Path onnx = model("stays for ever");

        BuildAnswer answer = process.build(request(onnx), directory.resolve("l"), Duration.ofMillis(1));

        assertThat(answer)
                .isInstanceOf(Failed.class)
                .extracting(BuildAnswer::line)
                .asString()
                .contains("took longer than 0 minutes; raise buildTimeoutMinutes");
    }

    @Test
    void an_interrupted_build_returns_when_its_process_has_ended() throws Exception {
        BuildRequest request = request(model("stays for ever"));
        FutureTask<Boolean> stillInterrupted = new FutureTask<>(() -> {
            process.build(request, directory.resolve("l"), Duration.ofMinutes(3));
            return Thread.currentThread().isInterrupted();
        });
        Thread builder = new Thread(stillInterrupted);
        builder.start();
        Path staying = directory.resolve("staying");
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> Files.exists(staying) && Files.size(staying) > 0);
        long pid = Long.parseLong(Files.readString(staying));

        builder.interrupt();

        assertThat(stillInterrupted.get(2, TimeUnit.MINUTES)).isTrue();
        assertThat(ProcessHandle.of(pid)).isEmpty();
    }

    @Test
    void the_process_ends_when_the_one_that_started_it_does() throws Exception {
        Path log = directory.resolve("l");
        BuildRequest request = request(model("stays for ever"));
        Process child = new ProcessBuilder(new BuilderProcess(FakeBuilderMain.class).command(log, 17))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            child.getOutputStream().write(request.text().getBytes(StandardCharsets.UTF_8));
            child.getOutputStream().flush();
            Path staying = directory.resolve("staying");
            Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> Files.exists(staying) || !child.isAlive());
            assertThat(child.isAlive()).isTrue();

            child.getOutputStream().close();

            assertThat(child.waitFor(2, TimeUnit.MINUTES)).isTrue();
            assertThat(child.exitValue()).isEqualTo(3);
        } finally {
            child.destroyForcibly();
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
    void a_library_that_cannot_be_opened_is_told_by_the_real_process() throws IOException {
        Path broken = Files.writeString(directory.resolve("libnvinfer.so.10"), "text");
        Plans real = new Plans(new Installed("580.1", "10.6.0", List.of(broken)));

        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> real.planOf(model("fine"), options("x=1x4"), GPU))
                .withMessageStartingWith("TensorRT built no engine of m.onnx: the TensorRT bindings cannot be loaded: ")
                .withMessageContaining(broken.toString());
    }

    private BuildRequest request(Path onnx) {
        return new BuildRequest(
                onnx,
                directory.resolve("p"),
                directory.resolve("a"),
                Optional.empty(),
                0,
                List.of(),
                Map.of("profiles", "x=1x4"));
    }

    private PlanOptions options(String profiles) {
        return PlanOptions.of(Map.of("profiles", profiles, "cacheDirectory", directory.toString()));
    }

    /** An ONNX model whose producer's name is a text: field 2 of ModelProto. */
    private Path model(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(2 << 3 | 2);
        bytes.write(text.length());
        bytes.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
        return Files.write(directory.resolve("m.onnx"), bytes.toByteArray());
    }
}
