package org.radiologygpt.model.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("interop")
class Stories260kTest {
    private static final int TOKENS = 200;
    private static final int BEGIN = 1;

    @TempDir
    Path directory;

    @Test
    void a_model_trained_by_others_continues_as_its_own_format_does() throws IOException {
        Path file = SharedData.find("models/stories260K/stories260K.bin");
        assumeTrue(Files.exists(file), "shared/data/models/stories260K is not here");
        Llama2cCheckpoint checkpoint = Llama2cCheckpoint.read(file);
        checkpoint.writeHuggingFace(directory);
        assertThat(greedy(directory)).isEqualTo(new Llama2cReference(checkpoint).greedy(BEGIN, TOKENS));
    }

    private static int[] greedy(Path model) {
        int[] tokens = new int[TOKENS];
        try (Decoder decoder = OrtDecoder.open(model, DecoderOptions.defaults().withIntraOpThreads(1))) {
            float[] logits = decoder.prefill(0, new int[] {BEGIN});
            for (int i = 0; i < TOKENS; i++) {
                tokens[i] = largest(logits);
                logits = decoder.step(new int[] {0}, new int[] {tokens[i]})[0];
            }
        }
        return tokens;
    }

    static int largest(float[] logits) {
        return IntStream.range(1, logits.length).reduce(0, (best, i) -> logits[i] > logits[best] ? i : best);
    }
}
