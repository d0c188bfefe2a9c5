package org.radiologygpt.model.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoraAdapterTest {
    private static final String MODULE = "base_model.model.model.layers.0.self_attn.q_proj";

    @TempDir
    Path directory;

    private final SafetensorsWriter writer = new SafetensorsWriter(DType.F32);

    @BeforeEach
    void write_a_config() throws IOException {
        config("");
    }

    private void config(String more) throws IOException {
        Files.writeString(
                directory.resolve("adapter_config.json"),
                "{\"peft_type\": \"LORA\", \"r\": 2, \"lora_alpha\": 6" + more + "}");
    }

    private LoraAdapter read() throws IOException {
        writer.write(directory.resolve("adapter_model.safetensors"));
        return LoraAdapter.read(directory);
    }

    private void factors() {
        writer.add(MODULE + ".lora_A.weight", new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
        writer.add(MODULE + ".lora_B.weight", new float[] {1, 0, 0, 1}, 2, 2);
    }

    @Test
    void the_product_is_scaled_and_added() throws IOException {
        factors();
        Path base = directory.resolve("base.safetensors");
        String name = "model.layers.0.self_attn.q_proj.weight";
        new SafetensorsWriter(DType.F16)
                .add(name, new float[] {1, 1, 1, 0, 0, 0}, 2, 3)
                .write(base);
        LoraAdapter adapter = read();
        Tensor merged = adapter.merge(Safetensors.openFile(base).tensor(name));
        assertThat(adapter.targets()).containsExactly(name);
        assertThat(merged.toFloats()).containsExactly(4, 7, 10, 12, 15, 18);
        assertThat(merged.type()).isEqualTo(DType.F32);
        assertThat(merged.offset()).isEqualTo(Tensor.NOT_IN_A_FILE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"adapter_config.json", "adapter_model.safetensors"})
    @DisabledOnOs(OS.WINDOWS)
    @Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
    void a_pipe_is_not_waited_for(String name) throws Exception {
        factors();
        read();
        Files.delete(directory.resolve(name));
        Pipes.make(directory.resolve(name));
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> LoraAdapter.read(directory))
                .withMessage(name + " is no regular file");
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> ModelDigest.of(directory))
                .withMessage(name + " is no regular file");
    }

    @Test
    void rank_stabilised_adapters_scale_by_the_root_of_the_rank() throws IOException {
        factors();
        assertThat(read().scale()).isEqualTo(3);
        config(", \"use_rslora\": true");
        assertThat(LoraAdapter.read(directory).scale()).isEqualTo(6 / Math.sqrt(2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ", \"use_dora\": true",
                ", \"fan_in_fan_out\": true",
                ", \"bias\": \"all\"",
                ", \"rank_pattern\": {\"q_proj\": 4}",
                ", \"alpha_pattern\": {\"q_proj\": 4}",
                ", \"modules_to_save\": [\"lm_head\"]",
                ", \"init_lora_weights\": \"pissa\"",
                ", \"r\": 0",
                ", \"lora_alpha\": \"much\"",
                ", \"peft_type\": \"IA3\""
            })
    void what_would_change_the_sum_is_refused_and_not_ignored(String more) throws IOException {
        factors();
        config(more);
        refused("adapter_config.json: ");
    }

    @Test
    void a_factor_without_its_partner_is_refused() {
        writer.add(MODULE + ".lora_A.weight", new float[6], 2, 3);
        refused(MODULE + ".lora_B.weight is missing");
    }

    @Test
    void a_factor_of_another_rank_is_refused() {
        writer.add(MODULE + ".lora_A.weight", new float[9], 3, 3);
        writer.add(MODULE + ".lora_B.weight", new float[6], 2, 3);
        refused("its rank should be 2");
    }

    @Test
    void a_tensor_of_another_kind_is_refused() {
        writer.add("base_model.model.model.embed_tokens.lora_embedding_A", new float[6], 2, 3);
        refused("lora_embedding_A is no LoRA matrix");
    }

    @Test
    void an_adapter_without_matrices_is_refused() {
        refused("holds no LoRA matrices");
    }

    @Test
    void an_adapter_for_another_model_is_refused_by_the_tensors_name() throws IOException {
        factors();
        LoraAdapter adapter = read();
        LlamaConfig config = new LlamaConfig(5, 4, 6, 1, 2, 1, 2, 8, 1e-5, 10000, false, 1, 2);
        LlamaWeights base = new LlamaWeights(config, java.util.Map.of());
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> base.merge(adapter))
                .withMessageContaining("model.layers.0.self_attn.q_proj.weight");
    }

    @Test
    void a_missing_config_is_named() throws IOException {
        Files.delete(directory.resolve("adapter_config.json"));
        factors();
        refused("adapter_config.json");
    }

    private void refused(String message) {
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(this::read)
                .withMessageContaining(message);
    }
}
