package org.radiologygpt.trainer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "corpus",
                "train",
                "evaluate",
                "evaluate-labels",
                "rating",
                "drift",
                "synthesize",
                "bench-precision",
                "bench-train",
                "plant-canaries",
                "promote",
                "rollback",
                "retrain"
            })
    void every_command_explains_itself(String command) {
        assertThat(Main.run(command, "--help")).isZero();
    }

    @Test
    void wrong_usage_ends_with_2() throws IOException {
        Path settings = Files.writeString(directory.resolve("settings.yaml"), "method: both\n");

        assertThat(Main.run("evaluate", "--base", directory.toString(), "--data", "none"))
                .isEqualTo(1);
        assertThat(Main.run("train", "--base", ".")).isEqualTo(2);
        assertThat(Main.run("train", "--base", ".", "--data", "none", "--out", "none", "--config", settings.toString()))
                .isEqualTo(2);
    }
}
