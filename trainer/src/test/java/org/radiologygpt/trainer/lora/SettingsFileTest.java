package org.radiologygpt.trainer.lora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsFileTest {
    @TempDir
    Path directory;

    @Test
    void the_defaults_are_those_of_the_paper() {
        TrainSettings settings = SettingsFile.defaults();

        assertThat(settings.lora()).contains(LoraSpec.PAPER);
        assertThat(settings.batchSize()).isEqualTo(128);
        assertThat(settings.optimizer().learningRate()).isEqualTo(3e-4);
    }

    @Test
    void the_commented_defaults_are_the_defaults() {
        assertThat(SettingsFile.read(Path.of("../config/train-lora.yaml"))).isEqualTo(SettingsFile.defaults());
    }

    @Test
    void the_demo_model_is_trained_from_nothing() {
        assertThat(SettingsFile.read(Path.of("../config/demo-model/train.yaml")).randomInit())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "method: both | method is \"both\", it must be one of lora, full",
                "learningRate: 1 | unknown key learningRate, allowed are batch, checkpointMinutes",
                "batch: {size: 0} | batch.size is 0, it must be an integer from 1",
                "batch: {size: many} | batch.size must be an integer from 1",
                "lora: {targets: [c_attn]} | lora.targets must be a list of q_proj",
                "lora: {dropout: 2} | lora.dropout must be a number from 0.0 to 0.99",
                "optimizer: {lr: 1} | unknown key optimizer.lr, allowed are finalRate",
                "selection: {every: 1} | unknown key selection.every, allowed are data, evaluateEvery, keepBest, patience",
                "selection: {keepBest: 0} | selection.keepBest is 0, it must be an integer from 1",
                "memory: {recomputeLayers: 2} | memory.recomputeLayers must be true or false",
                "tokenizer: {size: 1} | unknown key tokenizer.size, allowed are train, vocabSize"
            })
    void a_wrong_setting_is_named_with_what_is_allowed(String yaml, String message) throws IOException {
        Path file = Files.writeString(directory.resolve("settings.yaml"), yaml);

        assertThatThrownBy(() -> SettingsFile.read(file))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(message);
    }

    @Test
    void the_learning_rate_rises_to_its_peak_and_falls_to_zero() {
        TrainSettings.Optimizer optimizer = new TrainSettings.Optimizer(1, 0.1, 0, 0, 1);

        assertThat(optimizer.rate(0, 100)).isEqualTo(0.1);
        assertThat(optimizer.rate(9, 100)).isEqualTo(1);
        assertThat(optimizer.rate(99, 100)).isLessThan(1e-3);
    }
}
