package org.radiologygpt.model.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.radiologygpt.model.graph.Readout;
import org.radiologygpt.model.weights.AdapterLimits;
import org.radiologygpt.model.weights.Biases;
import org.radiologygpt.model.weights.DType;
import org.radiologygpt.model.weights.LlamaConfig;
import org.radiologygpt.model.weights.RotaryScaling;

/** The sizing table of docs/tensorrt.md is what is computed here, and {@code GpuDecoderTest} shows that so much is allocated. */
class SizingTableTest {
    private static final AdapterLimits EIGHT = new AdapterLimits(8, 16, List.of("q_proj", "v_proj"));
    private static final Biases QWEN = new Biases(true, false, false);

    private static LlamaConfig config(
            int vocab, int hidden, int inner, int layers, int heads, int kvHeads, boolean tied, Biases biases) {
        return new LlamaConfig(
                vocab,
                hidden,
                inner,
                layers,
                heads,
                kvHeads,
                hidden / heads,
                131_072,
                1e-5,
                10_000,
                tied,
                1,
                2,
                new RotaryScaling.None(),
                biases);
    }

    /** Shapes from each model's config.json; the longest sequence does not matter here. */
    private static Map<String, LlamaConfig> bases() {
        Map<String, LlamaConfig> bases = new LinkedHashMap<>();
        bases.put("Llama-3.2-1B", config(128_256, 2048, 8192, 16, 32, 8, true, Biases.NONE));
        bases.put("LLaMA-7B, Alpaca-7B", config(32_001, 4096, 11_008, 32, 32, 32, false, Biases.NONE));
        bases.put("Mistral-7B-v0.3", config(32_768, 4096, 14_336, 32, 32, 8, false, Biases.NONE));
        bases.put("Qwen2.5-7B", config(152_064, 3584, 18_944, 28, 28, 4, false, QWEN));
        bases.put("Llama-3.1-8B", config(128_256, 4096, 14_336, 32, 32, 8, false, Biases.NONE));
        return bases;
    }

    @Test
    void the_table_for_operators_is_true() throws IOException {
        List<String> table = new ArrayList<>();
        bases().forEach((name, config) ->
                table.add("| " + name + " | " + gib(memory(config, 1, 512).weights()) + " | "
                        + gib(memory(config, 1, 512).total()) + " | "
                        + gib(memory(config, 16, 512).total()) + " | "
                        + gib(memory(config, 64, 512).total()) + " | "
                        + gib(memory(config, 16, 2048).total()) + " | "
                        + gib(memory(config, 64, 2048).total()) + " | " + gib(adapters(config)) + " |"));
        assertThat(Files.readString(Path.of("../docs/tensorrt.md"))).contains(String.join("\n", table));
    }

    @Test
    void a_seven_billion_model_of_sixteen_bits_has_its_known_size() {
        LlamaConfig seven = config(32_000, 4096, 11_008, 32, 32, 32, false, Biases.NONE);
        assertThat(memory(seven, 1, 512).weights()).isEqualTo(2 * 6_738_415_616L);
    }

    private static GpuMemory memory(LlamaConfig config, int slots, int maxTokens) {
        return GpuMemory.of(config, new GpuOptions(slots, maxTokens, DType.BF16, Readout.WHOLE, AdapterLimits.NONE));
    }

    private static long adapters(LlamaConfig config) {
        GpuOptions with = new GpuOptions(64, 512, DType.BF16, Readout.WHOLE, EIGHT);
        return GpuMemory.of(config, with).total() - memory(config, 64, 512).total();
    }

    private static String gib(long bytes) {
        return String.format(Locale.ROOT, "%.2f", bytes / (double) (1 << 30));
    }
}
