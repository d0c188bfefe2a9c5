package org.radiologygpt.model.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LlamaWeightsTest {
    private static final LlamaConfig CONFIG = new LlamaConfig(5, 4, 6, 1, 2, 1, 2, 8, 1e-5, 10000, false, 1, 2);

    @TempDir
    Path directory;

    private final Map<String, long[]> shapes = new TreeMap<>(LlamaTensors.shapes(CONFIG));

    @BeforeEach
    void write_the_config() throws IOException {
        Files.writeString(directory.resolve("config.json"), CONFIG.toJson());
    }

    private LlamaWeights open() throws IOException {
        SafetensorsWriter writer = new SafetensorsWriter(DType.F16);
        shapes.forEach((name, shape) -> writer.add(name, new float[(int) elements(shape)], shape));
        writer.write(directory.resolve("model.safetensors"));
        return LlamaWeights.open(directory);
    }

    private static long elements(long[] shape) {
        long count = 1;
        for (long dimension : shape) {
            count *= dimension;
        }
        return count;
    }

    @Test
    void a_whole_model_opens_with_exactly_its_tensors() throws IOException {
        shapes.put("model.layers.0.self_attn.rotary_emb.inv_freq", new long[] {1});
        LlamaWeights weights = open();
        assertThat(weights.tensors().keySet())
                .isEqualTo(LlamaTensors.shapes(CONFIG).keySet());
        assertThat(weights.types().values()).containsOnly(DType.F16);
    }

    @Test
    void an_untied_model_without_output_projection_is_refused() {
        shapes.remove("lm_head.weight");
        refused("tensor lm_head.weight is missing");
    }

    @Test
    void a_tensor_that_would_be_left_out_of_the_sum_is_refused() {
        shapes.put("model.layers.0.self_attn.q_proj.bias", new long[] {4});
        refused("tensor model.layers.0.self_attn.q_proj.bias is not part of a LLaMA decoder");
    }

    @Test
    void a_deeper_model_than_its_config_says_is_refused() {
        shapes.put("model.layers.1.input_layernorm.weight", new long[] {4});
        refused("model.layers.1.input_layernorm.weight");
    }

    private void refused(String message) {
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(this::open)
                .withMessageContaining(message);
    }
}
