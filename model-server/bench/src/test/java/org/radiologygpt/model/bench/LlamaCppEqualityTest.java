package org.radiologygpt.model.bench;

import static org.assertj.core.api.Assertions.assertThat;

import de.kherud.llama.InferenceParameters;
import de.kherud.llama.LlamaModel;
import de.kherud.llama.ModelParameters;
import de.kherud.llama.args.CacheType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiologygpt.model.bench.gguf.CharacterVocabulary;
import org.radiologygpt.model.bench.gguf.GgufFile;
import org.radiologygpt.model.bench.gguf.GgufType;
import org.radiologygpt.model.bench.gguf.RandomLlama;
import org.radiologygpt.model.decode.Decoder;
import org.radiologygpt.model.decode.DecoderOptions;
import org.radiologygpt.model.decode.OrtDecoder;
import org.radiologygpt.model.weights.LlamaConfig;

/** The decoder beside llama.cpp on the same weights: 32-bit floats, grouped-query attention. */
class LlamaCppEqualityTest {
    private static final LlamaConfig CONFIG = RandomLlama.shape(512, 128, 192, 3, 4, 2, 256);
    private static final CharacterVocabulary VOCABULARY = new CharacterVocabulary(CONFIG.vocabSize());
    private static final int PROMPTS = 50;
    private static final int TOKENS = 64;

    /** Both add the same numbers in another order: two logits as near as this may change places. */
    private static final float TIE = 1e-4f;

    @TempDir
    static Path directory;

    private static Decoder ours;
    private static LlamaModel theirs;

    @BeforeAll
    static void open() throws IOException {
        System.setProperty("de.kherud.llama.tmpdir", directory.toString());
        Path model = RandomLlama.write(directory.resolve("random"), CONFIG, 20261128);
        Path gguf = GgufFile.write(model, GgufType.F32, directory.resolve("random.gguf"));
        ours = OrtDecoder.open(model, DecoderOptions.defaults().withSlots(1).withIntraOpThreads(1));
        theirs = new LlamaModel(new ModelParameters()
                .setModel(gguf.toString())
                .setCtxSize(CONFIG.maxPositions())
                .setThreads(1)
                .setThreadsBatch(1)
                .setCacheTypeK(CacheType.F32)
                .setCacheTypeV(CacheType.F32)
                .skipWarmup()
                .disableLog());
    }

    @AfterAll
    static void close() {
        ours.close();
        theirs.close();
    }

    @Test
    void llama_cpp_reads_the_ids_that_a_text_stands_for() {
        int[] ids = prompt(7);

        assertThat(theirs.encode(VOCABULARY.text(ids))).isEqualTo(ids);
    }

    @Test
    void greedy_tokens_are_those_of_llama_cpp() {
        int equal = 0;
        for (int seed = 0; seed < PROMPTS; seed++) {
            int[] prompt = prompt(seed);
            int[] expected = continuation(prompt);
            assertThat(expected).as("tokens of prompt %d", seed).hasSize(TOKENS);
            equal += sameUntilATie(prompt, expected) ? 1 : 0;
        }
        assertThat(equal).as("answers equal to the last token").isGreaterThanOrEqualTo(PROMPTS - 2);
    }

    /** Whether all tokens are the same; where one is not, both must have been as good. */
    private static boolean sameUntilATie(int[] prompt, int[] expected) {
        ours.truncate(0, 0);
        float[] logits = ours.prefill(0, withBeginning(prompt));
        for (int i = 0; i < expected.length; i++) {
            int best = best(logits);
            if (best != expected[i]) {
                assertThat(logits[best] - logits[expected[i]])
                        .as("logits of two tokens that differ, at %d", i)
                        .isLessThan(TIE);
                return false;
            }
            logits = ours.step(new int[] {0}, new int[] {best})[0];
        }
        return true;
    }

    private static int[] continuation(int[] prompt) {
        return VOCABULARY.ids(theirs.complete(new InferenceParameters(VOCABULARY.text(prompt))
                .setNPredict(TOKENS)
                .setTemperature(0)
                .setTopK(1)
                .setRepeatPenalty(1)
                .setIgnoreEos(true)
                .setCachePrompt(false)));
    }

    private static int[] prompt(int seed) {
        Random random = new Random(seed);
        return random.ints(1 + random.nextInt(100), CharacterVocabulary.SPECIAL, CONFIG.vocabSize())
                .toArray();
    }

    private static int[] withBeginning(int[] prompt) {
        return IntStream.concat(IntStream.of(CharacterVocabulary.BEGINNING), Arrays.stream(prompt))
                .toArray();
    }

    private static int best(float[] logits) {
        int best = 0;
        for (int id = 1; id < logits.length; id++) {
            best = logits[id] > logits[best] ? id : best;
        }
        return best;
    }
}
