package org.radiologygpt.trainer.lora;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiologygpt.model.decode.Decoder;
import org.radiologygpt.model.decode.DecoderOptions;
import org.radiologygpt.model.decode.OrtDecoder;
import org.radiologygpt.model.weights.AdapterLimits;
import org.radiologygpt.model.weights.LlamaConfig;
import org.radiologygpt.model.weights.LoraAdapter;
import org.radiologygpt.model.weights.Safetensors;

/** A trained adapter says the same in the trainer, in the model server merged, and in the model server beside the weights. */
class AdapterEqualityTest {
    private static final int PROMPTS = 4;
    private static final int LENGTH = 20;
    private static final LoraSpec WITHOUT_DROPOUT =
            new LoraSpec(4, 16, 0, List.of(Projection.Q, Projection.V, Projection.DOWN));

    @TempDir
    Path directory;

    @Test
    void logits_are_the_same_in_three_places() throws IOException {
        TinyTrainings trainings = new TinyTrainings(directory);
        trainings
                .training(TinyTrainings.LORA.replace("5.0e-3", "5.0e-2"), "base", "adapter")
                .run(true);
        Path base = directory.resolve("base");
        Path adapter = directory.resolve("adapter");
        LlamaConfig config = LlamaConfig.read(base);
        int[][] prompts = prompts(config.vocabSize());
        DecoderOptions options = DecoderOptions.defaults().withSlots(1).withIntraOpThreads(1);

        float[][] trained = trainer(config, base, adapter, prompts);

        assertClose(server(base, options.withAdapter(adapter), prompts), trained);
        assertClose(stacked(base, options, adapter, prompts), trained);
        assertThat(distance(server(base, options, prompts), trained)).isGreaterThan(0.1);
    }

    private static int[][] prompts(int vocabulary) {
        Random random = new Random(2);
        return IntStream.range(0, PROMPTS)
                .mapToObj(i -> random.ints(LENGTH, 3, vocabulary).toArray())
                .toArray(int[][]::new);
    }

    /** The last token of an example is a target alone, so one more is appended. */
    private static float[][] trainer(LlamaConfig config, Path base, Path adapter, int[][] prompts) {
        Safetensors weights = Safetensors.openDirectory(base);
        Safetensors factors = Safetensors.openFile(adapter.resolve("adapter_model.safetensors"));
        try (TrainableLlama llama = new TrainableLlama(
                        config,
                        Optional.of(WITHOUT_DROPOUT),
                        WeightShapes.reading(weights, WeightShapes.base(config)),
                        WeightShapes.reading(factors, WeightShapes.adapter(config, WITHOUT_DROPOUT)));
                NDManager step = llama.manager().newSubManager()) {
            TokenBatch batch = TokenBatch.of(
                    Arrays.stream(prompts)
                            .map(prompt -> new Example(Arrays.copyOf(prompt, LENGTH + 1), LENGTH))
                            .toList(),
                    0);
            NDArray x = llama.embed(step, batch);
            for (int layer = 0; layer < llama.layers(); layer++) {
                x = llama.layer(x, layer, 1);
            }
            float[] all = llama.script()
                    .call("logits", x, step.create(batch.rows()), llama.weight("model.norm.weight"), llama.head())
                    .toFloatArray();
            return IntStream.range(0, PROMPTS)
                    .mapToObj(i -> Arrays.copyOfRange(all, i * config.vocabSize(), (i + 1) * config.vocabSize()))
                    .toArray(float[][]::new);
        }
    }

    private static float[][] server(Path base, DecoderOptions options, int[][] prompts) {
        try (Decoder decoder = OrtDecoder.open(base, options)) {
            return answers(decoder, prompts);
        }
    }

    private static float[][] stacked(Path base, DecoderOptions options, Path adapter, int[][] prompts) {
        AdapterLimits limits = new AdapterLimits(1, 8, AdapterLimits.ALL_MODULES);
        try (Decoder decoder = OrtDecoder.open(base, options.withAdapters(limits))) {
            decoder.load(0, LoraAdapter.read(adapter));
            decoder.use(0, 0);
            return answers(decoder, prompts);
        }
    }

    private static float[][] answers(Decoder decoder, int[][] prompts) {
        return Arrays.stream(prompts)
                .map(prompt -> {
                    decoder.truncate(0, 0);
                    return decoder.prefill(0, prompt);
                })
                .toArray(float[][]::new);
    }

    private static void assertClose(float[][] actual, float[][] expected) {
        assertThat(distance(actual, expected)).isLessThan(1e-4);
    }

    /** Largest difference. */
    private static double distance(float[][] left, float[][] right) {
        assertThat(left).hasSameDimensionsAs(right);
        double most = 0;
        for (int i = 0; i < left.length; i++) {
            for (int j = 0; j < left[i].length; j++) {
                most = Math.max(most, Math.abs(left[i][j] - right[i][j]));
            }
        }
        return most;
    }
}
