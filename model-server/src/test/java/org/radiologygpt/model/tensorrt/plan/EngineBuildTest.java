package org.radiologygpt.model.tensorrt.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiologygpt.model.tensorrt.plan.BuildAnswer.Built;
import org.radiologygpt.model.tensorrt.plan.BuildAnswer.Failed;
import org.radiologygpt.model.tensorrt.plan.BuildAnswer.Refused;

class EngineBuildTest {
    @TempDir
    Path directory;

    private final FakeBuilder builder = new FakeBuilder();
    private Path onnx;
    private Path times;

    @BeforeEach
    void files() throws IOException {
        onnx = Files.writeString(directory.resolve("m.onnx"), "model");
        times = directory.resolve("times");
    }

    @Test
    void the_profiles_are_set_before_and_the_times_kept_after_the_build() throws IOException {
        BuildAnswer answer = run(Map.of("profiles", "x=1x4/2x4/8x4;x=1x4", "precision", "fp16"));

        assertThat(answer).isEqualTo(new Built(FileDigest.of(FakeBuilder.PLAN + "model")));
        assertThat(builder.calls)
                .containsExactly(
                        "open 1",
                        "parse",
                        "configure [FP16]",
                        "add x=1x4/2x4/8x4",
                        "add x=1x4/1x4/1x4",
                        "times []",
                        "build");
        assertThat(Files.readAllBytes(times)).containsExactly(7);
    }

    @Test
    void the_times_of_an_earlier_build_are_used() throws IOException {
        Files.write(times, new byte[] {1, 2});

        run(Map.of("profiles", "x=1x4", "precision", "strong"));

        assertThat(builder.calls).contains("open 1 strong", "times [1, 2]");
    }

    @Test
    void an_option_that_does_not_fit_the_model_is_refused_by_its_name() {
        assertThat(run(Map.of("precision", "tf32")))
                .isEqualTo(new Refused("profiles", "is needed, because input x has the dynamic shape [-1, 4]"));
        assertThat(builder.calls).doesNotContain("build");
    }

    @Test
    void what_tensorrt_says_is_the_answer() throws IOException {
        Files.writeString(onnx, "unknown operator");

        assertThat(run(Map.of()))
                .isInstanceOf(Failed.class)
                .extracting(BuildAnswer::line)
                .isEqualTo("failed the ONNX parser refused the model:; no importer for Odd");
    }

    @Test
    void a_plan_is_kept_where_its_times_cannot_be() throws IOException {
        Files.createDirectories(times.resolve("in the way"));

        assertThat(run(Map.of("profiles", "x=1x4"))).isInstanceOf(Built.class);
        assertThat(directory).isDirectoryNotContaining("glob:**.part");
    }

    private BuildAnswer run(Map<String, String> options) {
        return new EngineBuild(builder)
                .run(new BuildRequest(
                        onnx,
                        directory.resolve("p"),
                        directory.resolve("a"),
                        Optional.of(times),
                        1,
                        List.of(),
                        options));
    }
}
