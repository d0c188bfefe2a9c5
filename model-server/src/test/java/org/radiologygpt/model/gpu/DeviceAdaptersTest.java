package org.radiologygpt.model.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.radiologygpt.model.decode.LogitsAssert.assertLogits;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiologygpt.model.decode.Decoder;
import org.radiologygpt.model.decode.ReferenceLlama;
import org.radiologygpt.model.decode.TinyLlama;
import org.radiologygpt.model.graph.Readout;
import org.radiologygpt.model.weights.AdapterLimits;
import org.radiologygpt.model.weights.DType;
import org.radiologygpt.model.weights.LlamaConfig;
import org.radiologygpt.model.weights.LlamaWeights;
import org.radiologygpt.model.weights.LoraAdapter;
import org.radiologygpt.model.weights.ModelFormatException;
import org.radiologygpt.model.weights.RandomAdapter;

class DeviceAdaptersTest {
    private static final LlamaConfig CONFIG = TinyLlama.GROUPED;
    private static final AdapterLimits LIMITS = new AdapterLimits(3, 8, AdapterLimits.ALL_MODULES);
    private static final RandomAdapter PLAIN = new RandomAdapter(3, 5, true, AdapterLimits.ALL_MODULES, 0.1, 2);

    @TempDir
    Path directory;

    @BeforeEach
    void write_a_model() throws IOException {
        TinyLlama.write(directory, CONFIG, DType.F32, 7);
    }

    private Decoder open() {
        return DeviceDecoders.open(directory, 4, Readout.WHOLE, LIMITS, new OrtDevice());
    }

    private LoraAdapter adapter(RandomAdapter random) throws IOException {
        return LoraAdapter.read(random.write(directory.resolve("adapter-" + System.nanoTime()), CONFIG));
    }

    private ReferenceLlama merged(LoraAdapter adapter) {
        LlamaWeights base = LlamaWeights.open(directory);
        ReferenceLlama reference = new ReferenceLlama(directory);
        adapter.targets()
                .forEach(name ->
                        reference.put(name, adapter.merge(base.target(name)).toFloats()));
        return reference;
    }

    @Test
    void a_place_takes_one_adapter_after_the_other() throws IOException {
        int[] tokens = TinyLlama.tokens(CONFIG, 11, 5);
        try (Decoder decoder = open()) {
            for (RandomAdapter random :
                    List.of(PLAIN, new RandomAdapter(8, 16, false, List.of("q_proj", "v_proj"), 0.1, 1))) {
                LoraAdapter adapter = adapter(random);
                decoder.load(1, adapter);
                decoder.use(2, 1);
                assertLogits(decoder.prefill(2, tokens), merged(adapter).logits(tokens));
                decoder.truncate(2, 0);
            }
            decoder.unload(1);
            assertLogits(decoder.prefill(2, tokens), new ReferenceLlama(directory).logits(tokens));
        }
    }

    @Test
    void tokens_of_one_slot_are_of_one_load_of_one_adapter() throws IOException {
        LoraAdapter adapter = adapter(PLAIN);
        try (Decoder decoder = open()) {
            decoder.load(0, adapter);
            decoder.use(2, 0);
            decoder.prefill(2, new int[] {1, 2});
            assertThatIllegalStateException().isThrownBy(() -> decoder.use(2, Decoder.BASE));
            assertThatIllegalStateException().isThrownBy(() -> decoder.load(0, adapter));
            assertThatIllegalStateException().isThrownBy(() -> decoder.unload(0));
            decoder.truncate(2, 0);
            decoder.unload(0);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> decoder.use(2, 0))
                    .withMessage("place 0 holds no adapter");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> decoder.load(3, adapter))
                    .withMessage("place 3 is not one of 3");
        }
    }

    @Test
    void an_adapter_comes_beside_the_passes_of_others() throws Exception {
        LoraAdapter adapter = adapter(PLAIN);
        ReferenceLlama expected = new ReferenceLlama(directory);
        int[] tokens = TinyLlama.tokens(CONFIG, 30, 5);
        try (Decoder decoder = open()) {
            decoder.prefill(0, Arrays.copyOf(tokens, 10));
            CompletableFuture<Void> loads = CompletableFuture.runAsync(() -> {
                for (int i = 0; i < 6; i++) {
                    decoder.load(i % 3, adapter);
                }
            });
            for (int i = 10; i < 30; i++) {
                float[] logits = decoder.step(new int[] {0}, new int[] {tokens[i]})[0];
                assertLogits(logits, expected.logits(Arrays.copyOf(tokens, i + 1)));
            }
            loads.get();
            decoder.use(3, 2);
            assertLogits(decoder.prefill(3, tokens), merged(adapter).logits(tokens));
        }
    }

    /** Factors that overflow when they meet a hidden state leave infinities in the cache, whoever has the slot or row next. */
    @Test
    void an_adapter_of_absurd_weights_harms_nobody_else() throws IOException {
        RandomAdapter absurd = new RandomAdapter(8, 8, false, List.of("k_proj", "v_proj", "up_proj"), 6e37, 1);
        ReferenceLlama expected = new ReferenceLlama(directory);
        int[] tokens = TinyLlama.tokens(CONFIG, 12, 5);
        int[] most = Arrays.copyOf(tokens, 11);
        try (Decoder decoder = open()) {
            decoder.load(0, adapter(absurd));
            decoder.use(0, 0);
            decoder.prefill(0, tokens);
            decoder.prefill(1, most);
            float[][] logits = decoder.step(new int[] {0, 1}, new int[] {tokens[11], tokens[11]});
            assertThat(logits[0]).contains(Float.NaN);
            assertLogits(logits[1], expected.logits(tokens));
            decoder.prefill(2, most);
            decoder.prefill(3, TinyLlama.tokens(CONFIG, 50, 1));
            logits = decoder.step(new int[] {3, 2}, new int[] {1, tokens[11]});
            assertLogits(logits[1], expected.logits(tokens));
            decoder.truncate(0, 5);
            decoder.truncate(0, 0);
            decoder.use(0, Decoder.BASE);
            decoder.prefill(0, most);
            decoder.truncate(1, 11);
            logits = decoder.step(new int[] {0, 1}, new int[] {tokens[11], tokens[11]});
            assertLogits(logits[0], expected.logits(tokens));
            assertLogits(logits[1], expected.logits(tokens));
        }
    }

    @Test
    void an_adapter_that_does_not_fit_is_refused_and_changes_nothing() throws IOException {
        int[] tokens = TinyLlama.tokens(CONFIG, 8, 5);
        LoraAdapter good = adapter(PLAIN);
        LoraAdapter wide = adapter(new RandomAdapter(9, 2, false, List.of("q_proj"), 0.1, 1));
        LoraAdapter beyondHalf = adapter(new RandomAdapter(2, 2, false, List.of("q_proj"), 1e6, 1));
        GpuOptions half = new GpuOptions(2, 48, DType.F16, Readout.WHOLE, LIMITS);
        try (Decoder decoder = open();
                Decoder sixteen = GpuDecoder.open(LlamaWeights.open(directory), half, new OrtDevice())) {
            decoder.load(0, good);
            assertThatExceptionOfType(ModelFormatException.class)
                    .isThrownBy(() -> decoder.load(0, wide))
                    .withMessage("the adapter has rank 9, the places for adapters take ranks up to 8");
            decoder.use(0, 0);
            assertLogits(decoder.prefill(0, tokens), merged(good).logits(tokens));
            assertThatExceptionOfType(ModelFormatException.class)
                    .isThrownBy(() -> sixteen.load(0, beyondHalf))
                    .withMessageContaining("q_proj.weight exceed what F16 holds");
        }
    }
}
