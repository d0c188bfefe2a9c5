package org.radiologygpt.model.bench.speed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.radiologygpt.model.bench.gguf.RandomLlama;

/** No time is asserted: only that every engine does the work it is timed for. */
class EnginesTest {
    @TempDir
    static Path directory;

    private static ModelFiles files;

    @BeforeAll
    static void write() throws IOException {
        files = ModelFiles.write(
                Files.createDirectory(directory.resolve("models")), RandomLlama.shape(512, 128, 192, 2, 4, 4, 128), 7);
    }

    @ParameterizedTest
    @EnumSource(names = {"OURS_F32", "OURS_INT4", "LLAMA_F32", "LLAMA_Q4_0"})
    void an_engine_in_a_jvm_of_its_own_answers_one_and_several(EngineKind kind) {
        try (EngineProcess engine = files.start(kind, 3, 64, 1, false)) {
            assertThat(engine.ask("one 20 5 1")).hasSize(2).doesNotContain(0);
            assertThat(engine.ask("together 3 20 5 1")).hasSize(1).doesNotContain(0);
            assertThat(engine.ask("memory")).hasSize(3);
        }
    }

    @Test
    void ratios_are_taken_within_a_round() {
        Samples slow = new Samples(List.of(10.0, 20.0, 60.0));
        Samples fast = new Samples(List.of(20.0, 50.0, 90.0));

        assertThat(fast.over(slow).values()).containsExactly(2.0, 2.5, 1.5);
        assertThat(fast.over(slow).median()).isEqualTo(2);
        assertThat(fast.toString("%.0f")).isEqualTo("50 (20-90)");
    }
}
