package org.radiologygpt.model.tensorrt.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.radiologygpt.model.tensorrt.plan.BuildAnswer.Built;
import org.radiologygpt.model.tensorrt.plan.BuildAnswer.Failed;
import org.radiologygpt.model.tensorrt.plan.BuildAnswer.Refused;

/** What the two processes say to each other. */
class BuildWordsTest {
    @TempDir
    Path directory;

    @Test
    void a_request_is_read_as_it_was_written() throws IOException {
        BuildRequest request = request(Optional.of(Path.of("/c/times")), Map.of("profiles", "x y=1/2/3", "a", "b"));

        assertThat(BuildRequest.read(new BufferedReader(new StringReader(request.text()))))
                .isEqualTo(request);
        BuildRequest bare = request(Optional.empty(), Map.of());
        assertThat(BuildRequest.read(new BufferedReader(new StringReader(bare.text() + "more"))))
                .isEqualTo(bare);
    }

    @Test
    void a_request_cut_short_is_never_taken_for_a_whole_one() throws IOException {
        String whole = request(Optional.empty(), Map.of("a", "b")).text();
        for (int length = 0; length < whole.length() - 1; length++) {
            BufferedReader cut = new BufferedReader(new StringReader(whole.substring(0, length)));
            assertThatThrownBy(() -> BuildRequest.read(cut)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void a_line_break_in_a_path_is_refused() {
        assertThatThrownBy(() -> request(Optional.of(Path.of("/a\nlibrary /evil")), Map.of())
                        .text())
                .hasMessageContaining("holds a line break");
    }

    @Test
    void answers_are_read_as_they_were_written() throws IOException {
        Path file = directory.resolve("answer");
        assertThat(BuildAnswer.read(file)).isEmpty();
        for (BuildAnswer answer : List.of(
                new Built("ab".repeat(32)), new Refused("profiles", "needs one"), new Failed("no memory: 5 bytes"))) {
            answer.write(file);
            assertThat(BuildAnswer.read(file)).contains(answer);
        }
        assertThat(directory).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void an_answer_of_several_lines_becomes_one_sentence() {
        assertThat(new Failed("first\n  second\r\n").line()).isEqualTo("failed first; second");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "built", "built 12", "built \u0000", "refused profiles", "failed", "other"})
    void a_line_that_is_no_answer_is_none(String line) {
        assertThat(BuildAnswer.parse(line)).isEmpty();
    }

    @Test
    void the_end_of_a_process_is_told_by_what_the_library_said_before_it() {
        assertThat(LastWords.sentence(
                        134,
                        List.of(
                                "TensorRT: hello",
                                "terminate called after throwing an instance of 'nvinfer1::APIUsageError'",
                                "  what():  CUDA initialization failure",
                                "#",
                                "# A fatal error has been detected")))
                .isEqualTo("the building process ended with code 134 (SIGABRT: a library gave up) before it answered;"
                        + " its last words: what():  CUDA initialization failure");
        assertThat(LastWords.sentence(137, List.of()))
                .isEqualTo("the building process ended with code 137 (SIGKILL: ended from outside, as when memory runs"
                        + " out) before it answered and said nothing");
        assertThat(LastWords.sentence(1, List.of("Error: no class", "")))
                .isEqualTo(
                        "the building process ended with code 1 before it answered; its last words: Error: no class");
    }

    @Test
    void a_log_of_a_crashed_process_is_kept_beside_the_plan() {
        Path log = directory.resolve("key.log");

        assertThat(new BuilderProcess(BuilderMain.class).command(log, 17))
                .contains("-XX:ErrorFile=" + directory.resolve("key.log.crash"))
                .doesNotContain("--enable-native-access=ALL-UNNAMED")
                .endsWith(BuilderMain.class.getName());
        assertThat(new BuilderProcess(BuilderMain.class).command(log, 25))
                .contains("--enable-native-access=ALL-UNNAMED");
        assertThat(Files.exists(log)).isFalse();
    }

    @Test
    void the_building_process_gets_what_finds_libraries_and_the_gpu_and_nothing_else_of_the_environment() {
        Map<String, String> environment = new HashMap<>();
        List.of(
                        "PATH",
                        "LD_LIBRARY_PATH",
                        "HOME",
                        "TMPDIR",
                        "LC_ALL",
                        "CUDA_VISIBLE_DEVICES",
                        "JDK_JAVA_OPTIONS",
                        "JAVA_TOOL_OPTIONS",
                        "_JAVA_OPTIONS",
                        "FHIR_PASSWORD",
                        "NVIDIA_API_KEY")
                .forEach(name -> environment.put(name, "value"));

        BuilderEnvironment.reduce(environment);

        assertThat(environment)
                .containsOnlyKeys("PATH", "LD_LIBRARY_PATH", "HOME", "TMPDIR", "LC_ALL", "CUDA_VISIBLE_DEVICES");
    }

    @Test
    void the_building_process_is_started_with_the_reduced_environment() {
        Map<String, String> expected = new HashMap<>(System.getenv());
        BuilderEnvironment.reduce(expected);

        assertThat(new BuilderProcess(BuilderMain.class)
                        .prepared(directory.resolve("l"))
                        .environment())
                .isEqualTo(expected);
    }

    static BuildRequest request(Optional<Path> timings, Map<String, String> options) {
        return new BuildRequest(
                Path.of("/m/my model.onnx"),
                Path.of("/c/p.part"),
                Path.of("/c/answer"),
                timings,
                1,
                List.of(Path.of("/l/liba.so.1"), Path.of("/l/libb.so.2")),
                options);
    }
}
