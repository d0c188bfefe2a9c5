package org.radiologygpt.trainer.lora;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever interrupts a training, going on ends with the same bits. */
@Timeout(180)
class ResumeTest {
    private static final String SELECTION =
            "selection: {data: pairs.validation.jsonl, evaluateEvery: 2, keepBest: 2}\n";
    private static final String SELECTED = TinyTrainings.LORA + SELECTION;

    @TempDir
    Path directory;

    private TinyTrainings trainings;

    @BeforeEach
    void base() throws IOException {
        trainings = new TinyTrainings(directory);
        trainings.pairs(
                "pairs.validation.jsonl",
                Stream.of("A nodule in the left upper lobe.", "A nodule in the right lower lobe."));
    }

    @Test
    void a_training_killed_in_the_middle_ends_as_if_never_stopped() throws IOException, InterruptedException {
        String settings = SELECTED.replace("steps: 6", "steps: 16");
        trainings.training(settings, "base", "whole").run(true);

        killAfter("step 3 saved", settings + "checkpointMinutes: 0\n");
        trainings.training(settings, "base", "killed").run(true);

        assertThat(trainings.said()).contains("resumed after step");
        assertSameEnd();
    }

    @Test
    void a_crash_between_any_two_writes_of_a_save_is_made_good() throws IOException {
        trainings.training(SELECTED, "base", "whole").run(true);
        trainings.training(SELECTED, "base", "killed").run(true, 3);
        Path checkpoint = directory.resolve("killed/checkpoint");
        Files.writeString(checkpoint.resolve("step-4.safetensors"), "complete, not yet named by state.json");
        Files.writeString(checkpoint.resolve("step-5.safetensors.part"), "torn");
        Files.writeString(checkpoint.resolve("state.json.part"), "{\"steps\":");
        Files.writeString(directory.resolve("killed/adapter_model.safetensors"), "older than its checkpoint");
        Path log = directory.resolve("killed/training.jsonl");
        Files.writeString(
                log, Files.readAllLines(log).get(1) + "\n{\"step\":4,\"loss\":9}\n{\"st", StandardOpenOption.APPEND);
        trainings.training(SELECTED, "base", "killed").run(true);

        assertSameEnd();
    }

    @Test
    void a_finished_training_is_exported_again() throws IOException {
        trainings.training(TinyTrainings.LORA, "base", "adapter").run(true);
        byte[] written = trainings.adapter("adapter");
        Files.delete(directory.resolve("adapter/adapter_model.safetensors"));

        trainings.training(TinyTrainings.LORA, "base", "adapter").run(true);

        assertThat(trainings.adapter("adapter")).isEqualTo(written);
    }

    @Test
    void starting_over_begins_a_new_log() throws IOException {
        trainings.training(TinyTrainings.LORA, "base", "adapter").run(true, 3);
        trainings.training(TinyTrainings.LORA, "base", "adapter").run(false, 2);

        assertThat(trainings.log("adapter")).hasSize(2);
        assertThat(trainings.state("adapter").steps()).isEqualTo(2);
    }

    @Test
    void a_changed_learning_rate_is_allowed_and_told() throws IOException {
        trainings.training(TinyTrainings.LORA, "base", "adapter").run(true, 2);
        trainings
                .training(TinyTrainings.LORA.replace("5.0e-3", "1.0e-3"), "base", "adapter")
                .run(true, 3);

        assertThat(trainings.said()).contains("resumed after step 2; settings have changed since");
    }

    private void assertSameEnd() throws IOException {
        assertThat(trainings.adapter("killed")).isEqualTo(trainings.adapter("whole"));
        assertThat(trainings.log("killed")).isEqualTo(trainings.log("whole"));
        assertThat(trainings.state("killed").selection())
                .isEqualTo(trainings.state("whole").selection());
    }

    private void killAfter(String line, String settings) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-D" + TinyTrainings.ONE_THREAD + "=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledTraining.class.getName(),
                        directory.resolve("base").toString(),
                        directory.resolve("pairs.jsonl").toString(),
                        directory.resolve("killed").toString(),
                        trainings.settingsFile(settings).toString())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader said = process.inputReader()) {
            String read = said.readLine();
            while (read != null && !read.startsWith(line)) {
                read = said.readLine();
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}
