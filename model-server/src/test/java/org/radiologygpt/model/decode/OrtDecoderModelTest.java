package org.radiologygpt.model.decode;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.radiologygpt.model.decode.LogitsAssert.assertLogits;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.radiologygpt.model.weights.DType;
import org.radiologygpt.model.weights.LlamaConfig;
import org.radiologygpt.model.weights.ModelFormatException;
import org.radiologygpt.model.weights.SafetensorsWriter;

class OrtDecoderModelTest {
    private static final LlamaConfig CONFIG = TinyLlama.GROUPED;
    private static final String Q = "model.layers.1.self_attn.q_proj";
    private static final String V = "model.layers.2.self_attn.v_proj";
    private static final int RANK = 4;

    @TempDir
    Path directory;

    @TempDir
    Path adapter;

    private final DecoderOptions options =
            DecoderOptions.defaults().withSlots(1).withMaxTokens(16).withIntraOpThreads(1);

    @BeforeEach
    void write_a_model() throws IOException {
        TinyLlama.write(directory, CONFIG, DType.BF16, 21);
    }

    @ParameterizedTest
    @CsvSource({"false, 4.0", "true, 8.0"})
    void an_adapter_changes_the_logits_as_the_summed_weights_do(boolean stabilised, double scale) throws IOException {
        float[][] q = writeAdapter(stabilised, 64, 64);
        ReferenceLlama reference = new ReferenceLlama(directory);
        merge(reference, Q, q[0], q[1], scale);
        merge(reference, V, q[2], q[3], scale);
        int[] tokens = TinyLlama.tokens(CONFIG, 9, 2);
        try (Decoder decoder = OrtDecoder.open(directory, options.withAdapter(adapter))) {
            assertLogits(decoder.prefill(0, tokens), reference.logits(tokens));
        }
    }

    @Test
    void an_adapter_of_another_shape_is_refused_by_name() throws IOException {
        writeAdapter(false, 64, 48);
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> OrtDecoder.open(directory, options.withAdapter(adapter)))
                .withMessageContaining(Q + ".weight")
                .withMessageContaining("[64, 48]");
    }

    @Test
    void a_missing_tensor_is_named() throws IOException {
        LlamaConfig deeper = new LlamaConfig(97, 64, 88, 4, 4, 2, 16, 64, 1e-5, 10000, false, 1, 2);
        Files.writeString(directory.resolve("config.json"), deeper.toJson());
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> OrtDecoder.open(directory, options))
                .withMessage("tensor model.layers.3.input_layernorm.weight is missing");
    }

    @Test
    void a_mismatched_tensor_is_named_with_both_shapes() throws IOException {
        LlamaConfig wider = new LlamaConfig(97, 64, 96, 3, 4, 2, 16, 64, 1e-5, 10000, false, 1, 2);
        Files.writeString(directory.resolve("config.json"), wider.toJson());
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> OrtDecoder.open(directory, options))
                .withMessage("tensor model.layers.0.mlp.gate_proj.weight has shape [88, 64],"
                        + " config.json asks for [96, 64]");
    }

    @Test
    void a_cache_beyond_what_can_be_addressed_is_refused() {
        LlamaConfig deep = new LlamaConfig(97, 64, 88, 3, 4, 2, 16, 1 << 20, 1e-5, 10000, false, 1, 2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KvCache(deep, 64, 1 << 20))
                .withMessageContaining("64 slots of 1048576 tokens");
    }

    @Test
    void closing_twice_does_no_harm() {
        Decoder decoder = OrtDecoder.open(directory, options);
        decoder.close();
        decoder.close();
    }

    /** Factors of q (a, b) and v (a, b) in {@code [rank, in]} and {@code [out, rank]}. */
    private float[][] writeAdapter(boolean stabilised, int queryRows, int in) throws IOException {
        Files.writeString(adapter.resolve("adapter_config.json"), """
                {"peft_type": "LORA", "r": 4, "lora_alpha": 16, "use_rslora": %s, "bias": "none",
                 "target_modules": ["q_proj", "v_proj"], "lora_dropout": 0.05, "rank_pattern": {},
                 "modules_to_save": null, "init_lora_weights": true}""".formatted(stabilised));
        Random random = new Random(3);
        float[][] factors = {
            gauss(random, RANK * in),
            gauss(random, queryRows * RANK),
            gauss(random, RANK * 64),
            gauss(random, 32 * RANK)
        };
        String prefix = "base_model.model.";
        new SafetensorsWriter(DType.F32)
                .add(prefix + Q + ".lora_A.weight", factors[0], RANK, in)
                .add(prefix + Q + ".lora_B.weight", factors[1], queryRows, RANK)
                .add(prefix + V + ".lora_A.weight", factors[2], RANK, 64)
                .add(prefix + V + ".lora_B.weight", factors[3], 32, RANK)
                .write(adapter.resolve("adapter_model.safetensors"));
        return factors;
    }

    private static float[] gauss(Random random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (0.1 * random.nextGaussian());
        }
        return values;
    }

    private static void merge(ReferenceLlama reference, String module, float[] a, float[] b, double scale) {
        float[] weight = reference.weight(module + ".weight").clone();
        int in = a.length / RANK;
        for (int i = 0; i < weight.length; i++) {
            double sum = 0;
            for (int r = 0; r < RANK; r++) {
                sum += (double) b[i / in * RANK + r] * a[r * in + i % in];
            }
            weight[i] += (float) (scale * sum);
        }
        reference.put(module + ".weight", weight);
    }
}
