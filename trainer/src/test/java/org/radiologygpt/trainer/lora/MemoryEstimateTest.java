package org.radiologygpt.trainer.lora;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.radiologygpt.model.weights.LlamaConfig;
import org.radiologygpt.trainer.lora.MemoryEstimate.Load;

class MemoryEstimateTest {
    private static final LlamaConfig SMALL = new LlamaConfig(100, 16, 24, 2, 2, 1, 8, 64, 1e-5, 10000, false, 1, 2);

    /** Two texts of five tokens, six with a target; counted by hand. */
    @Test
    void every_array_is_counted_once() {
        LoraSpec lora = new LoraSpec(4, 8, 0.1, List.of(Projection.Q, Projection.V));
        Load load = new Load(2, 5, 6);
        long layer = 16 * 16 + 2 * (8 * 16) + 16 * 16 + 3 * (16 * 24) + 2 * 16;
        long model = 2 * 100 * 16 + 16 + 2 * layer;
        long adapter = 2 * (4 * 16 + 16 * 4 + 4 * 16 + 8 * 4);
        long kept = 2 * 16 + 4 * 16 + 2 + 3 * 24 + 2 * 4 + 2 * (16 + 16);

        MemoryEstimate plain = MemoryEstimate.of(SMALL, Optional.of(lora), load, false);
        MemoryEstimate recomputed = MemoryEstimate.of(SMALL, Optional.of(lora), load, true);

        assertThat(plain.weights()).isEqualTo(4 * (model + adapter));
        assertThat(plain.optimizer()).isEqualTo(4 * 3 * adapter);
        assertThat(plain.activations()).isEqualTo(4 * (2 * 10 * kept + 3 * 6 * 100));
        assertThat(recomputed.activations()).isEqualTo(4 * (10 * 16 * 3 + 10 * (kept + 4 * 24 + 2 * 16)));
    }

    @Test
    void all_weights_need_their_gradients_and_moments() {
        MemoryEstimate full = MemoryEstimate.of(SMALL, Optional.empty(), new Load(1, 1, 1), true);

        assertThat(full.optimizer()).isEqualTo(3 * full.weights());
        assertThat(full.saving()).isEqualTo(full.optimizer());
        assertThat(full.total()).isEqualTo(7 * full.weights());
    }

    /** The guide's table: each model's shape, then the row that it must have. */
    @ParameterizedTest
    @CsvSource({
        "110M, 768, 2048, 12, 12, 12",
        "1.1B, 2048, 5632, 22, 32, 4",
        "7B, 4096, 11008, 32, 32, 32",
        "13B, 5120, 13824, 40, 40, 40"
    })
    void the_table_in_the_guide_is_computed(String name, int hidden, int inner, int layers, int heads, int kvHeads)
            throws IOException {
        LlamaConfig config = new LlamaConfig(
                32000, hidden, inner, layers, heads, kvHeads, hidden / heads, 2048, 1e-5, 10000, false, 1, 2);
        Optional<LoraSpec> lora = Optional.of(LoraSpec.PAPER);
        String row = "| " + name + " |" + cell(config, lora, 8, false) + cell(config, lora, 8, true)
                + cell(config, lora, 32, false) + cell(config, lora, 32, true)
                + cell(config, Optional.empty(), 8, true);

        assertThat(Files.readString(Path.of("../docs/training.md"))).contains(row);
    }

    /** Texts of 256 tokens, a quarter of them with a target. */
    private static String cell(LlamaConfig config, Optional<LoraSpec> lora, int examples, boolean recompute) {
        MemoryEstimate estimate = MemoryEstimate.of(config, lora, new Load(examples, 256, examples * 64), recompute);
        return String.format(Locale.ROOT, " %.1f |", estimate.total() / 1e9);
    }
}
