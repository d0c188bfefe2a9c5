package org.radiologygpt.trainer.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiologygpt.model.decode.DecoderOptions;
import org.radiologygpt.trainer.TinyModels;
import org.radiologygpt.trainer.corpus.Pair;

class ProbeTest {
    @TempDir
    Path directory;

    @Test
    void a_pair_surprises_alike_wherever_it_stands_among_others() throws IOException {
        Path base = TinyModels.base(directory.resolve("tiny"), 32);
        Pair one = pair("Lungs clear.", "Control number 12345678.");
        Pair other = pair("Lungs clear.", "Control number 87654321.");
        Pair elsewhere = pair("Heart normal.", "No finding.");

        double[] nats = new Probe(base, Optional.empty(), DecoderOptions.defaults())
                .nats(List.of(one, other, one, elsewhere, one));

        assertThat(nats[0]).isPositive().isEqualTo(nats[2]).isEqualTo(nats[4]).isNotEqualTo(nats[1]);
    }

    private static Pair pair(String findings, String impression) {
        return new Pair("p", "", "synthetic", "", findings, impression, false);
    }
}
