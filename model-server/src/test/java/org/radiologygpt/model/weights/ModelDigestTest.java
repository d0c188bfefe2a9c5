package org.radiologygpt.model.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelDigestTest {
    @TempDir
    Path model;

    @TempDir
    Path other;

    @BeforeEach
    void write_two_equal_models() throws IOException {
        for (Path directory : new Path[] {model, other}) {
            Files.writeString(directory.resolve("config.json"), "{}");
            Files.writeString(directory.resolve("tokenizer.json"), "{}");
            Files.write(directory.resolve("model.safetensors"), new byte[200_000]);
        }
    }

    @Test
    void equal_content_has_an_equal_digest_wherever_it_lies() {
        assertThat(ModelDigest.of(model)).isEqualTo(ModelDigest.of(other)).matches("sha256:[0-9a-f]{64}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "config.json",
                "generation_config.json",
                "tokenizer.json",
                "tokenizer.model",
                "tokenizer_config.json",
                "chat_template.jinja",
                "model.safetensors.index.json",
                "model.safetensors",
                "model-2.safetensors"
            })
    void every_file_that_decides_answers_counts(String file) throws IOException {
        Files.writeString(other.resolve(file), "changed");
        assertThat(ModelDigest.of(other)).isNotEqualTo(ModelDigest.of(model));
    }

    @Test
    void the_digest_of_a_model_without_such_files_stays_what_it_was() {
        assertThat(ModelDigest.of(model))
                .isEqualTo("sha256:afbeebb2466eba029ec6f6100d1ff8d8bc324d5413e8662d6e0a658d9337ad3f");
    }

    @Test
    void other_files_do_not_count() throws IOException {
        Files.writeString(other.resolve("README.md"), "a model card");
        assertThat(ModelDigest.of(other)).isEqualTo(ModelDigest.of(model));
    }

    @Test
    void bytes_moved_between_files_change_the_digest() throws IOException {
        Files.writeString(model.resolve("config.json"), "ab");
        Files.writeString(model.resolve("tokenizer.json"), "c");
        Files.writeString(other.resolve("config.json"), "a");
        Files.writeString(other.resolve("tokenizer.json"), "bc");
        assertThat(ModelDigest.of(other)).isNotEqualTo(ModelDigest.of(model));
    }

    @Test
    void an_adapter_makes_another_model(@TempDir Path adapter) throws IOException {
        Files.writeString(adapter.resolve("adapter_config.json"), "{}");
        Files.writeString(adapter.resolve("adapter_model.safetensors"), "weights");
        assertThat(ModelDigest.of(model, adapter))
                .isNotEqualTo(ModelDigest.of(model))
                .isNotEqualTo(ModelDigest.of(adapter));
    }

    @Test
    void a_directory_without_weights_is_refused() throws IOException {
        Files.delete(model.resolve("model.safetensors"));
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> ModelDigest.of(model))
                .withMessageContaining("no .safetensors");
    }
}
