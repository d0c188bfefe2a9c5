package org.radiologygpt.model.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LlamaConfigTest {
    private static final String LLAMA = """
            {"model_type": "llama", "vocab_size": 32000, "hidden_size": 4096, "intermediate_size": 11008,
             "num_hidden_layers": 32, "num_attention_heads": 32, "rms_norm_eps": 1e-6, "rope_scaling": null,
             "max_position_embeddings": 2048, "bos_token_id": 1, "eos_token_id": 2, "tie_word_embeddings": false}""";

    @TempDir
    Path directory;

    private LlamaConfig read(String json) throws IOException {
        Files.writeString(directory.resolve("config.json"), json);
        return LlamaConfig.read(directory);
    }

    @Test
    void what_an_old_config_leaves_out_has_its_usual_value() throws IOException {
        LlamaConfig config = read(LLAMA);
        assertThat(config.kvHeads()).isEqualTo(32);
        assertThat(config.headDim()).isEqualTo(128);
        assertThat(config.ropeTheta()).isEqualTo(10000);
        assertThat(config.tiedEmbeddings()).isFalse();
        assertThat(config.eosTokenId()).isEqualTo(2);
    }

    @Test
    void a_config_survives_being_written_and_read() throws IOException {
        LlamaConfig config = new LlamaConfig(97, 64, 88, 3, 4, 2, 32, 64, 1e-5, 5e5, true, 1, 2);
        assertThat(read(config.toJson())).isEqualTo(config);
    }

    @Test
    void relatives_of_llama_say_their_biases_and_scaling() throws IOException {
        LlamaConfig mistral = read(LLAMA.replace("\"llama\"", "\"mistral\", \"sliding_window\": null"));
        assertThat(mistral).isEqualTo(read(LLAMA));
        LlamaConfig qwen = read(LLAMA.replace("\"llama\"", "\"qwen2\", \"sliding_window\": 1024"));
        assertThat(qwen.biases()).isEqualTo(new Biases(true, false, false));
        assertThat(read(qwen.toJson())).isEqualTo(qwen);
        LlamaConfig biased =
                read(LLAMA.replace("\"llama\"", "\"llama\", \"attention_bias\": true, \"mlp_bias\": true"));
        assertThat(biased.biases()).isEqualTo(new Biases(true, true, true));
        assertThat(read(biased.toJson())).isEqualTo(biased);
        LlamaConfig three = read(LLAMA.replace("\"rope_scaling\": null", """
                "rope_scaling": {"rope_type": "llama3", "factor": 8.0, "low_freq_factor": 1.0,
                 "high_freq_factor": 4.0, "original_max_position_embeddings": 8192}"""));
        assertThat(three.scaling()).isEqualTo(new RotaryScaling.Llama3(8, 1, 4, 8192));
        assertThat(read(three.toJson())).isEqualTo(three);
        LlamaConfig newer = read(LLAMA.replace(
                "\"rope_scaling\": null", "\"rope_parameters\": {\"rope_type\": \"default\", \"rope_theta\": 1e6}"));
        assertThat(newer.ropeTheta()).isEqualTo(1e6);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {
                "\"llama\"; \"gemma\"; model_type",
                "\"llama\"; \"qwen3\"; model_type",
                "\"llama\"; \"mistral\", \"sliding_window\": 1024; sliding_window",
                "\"llama\"; \"qwen2\", \"use_sliding_window\": true, \"sliding_window\": 1024; sliding_window",
                "\"hidden_size\": 4096; \"hidden_size\": \"wide\"; hidden_size",
                "\"vocab_size\": 32000; \"vocab_size\": 0; vocab_size",
                "\"num_hidden_layers\": 32; \"num_hidden_layers\": -1; num_hidden_layers",
                "\"num_attention_heads\": 32; \"num_attention_heads\": 0; num_attention_heads",
                "\"num_attention_heads\": 32; \"num_attention_heads\": 32, \"num_key_value_heads\": 5; num_key_value_heads",
                "\"num_attention_heads\": 32; \"num_attention_heads\": 32, \"head_dim\": 33; head_dim",
                "\"rope_scaling\": null; \"rope_scaling\": {\"type\": \"linear\"}; rope_scaling.factor",
                "\"rope_scaling\": null; \"rope_scaling\": {\"type\": \"linear\", \"factor\": 0}; rope_scaling.factor",
                "\"rope_scaling\": null; \"rope_scaling\": {\"type\": \"yarn\"}; yarn",
                "\"rope_scaling\": null; \"rope_scaling\": {\"rope_type\": \"llama3\", \"factor\": 8}; low_freq_factor",
                "\"bos_token_id\": 1; \"hidden_act\": \"gelu\"; hidden_act"
            },
            delimiter = ';')
    void what_would_be_computed_wrongly_is_refused_by_its_key(String from, String to, String key) {
        String json = LLAMA.replace(from, to);
        assertThat(json).isNotEqualTo(LLAMA);
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> read(json))
                .withMessageContaining(key);
    }

    @Test
    void a_missing_or_broken_file_is_named() {
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> LlamaConfig.read(directory))
                .withMessageContaining("config.json");
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> read("{\"model_type\""))
                .withMessageContaining("config.json");
    }
}
