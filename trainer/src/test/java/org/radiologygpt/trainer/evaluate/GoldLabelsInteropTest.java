package org.radiologygpt.trainer.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Our labels beside the gold labels of NegBio for Open-i, where both lie beside the project. The figures of both halves
 * were seen before the phrases of lung lesions were last changed, so neither half is strictly unseen.
 */
class GoldLabelsInteropTest {
    @Test
    void findings_that_both_know_agree() throws IOException {
        Path gold = folder("metrics/NegBio").resolve("examples/openi_gld_std14.csv");

        ObjectNode figures = LabelEvaluation.run(gold, folder("openi/ecgen-radiology"));

        assertThat(figures.at("/even/together/f1").asDouble()).isGreaterThan(0.8);
        assertThat(figures.at("/odd/together/f1").asDouble()).isGreaterThan(0.8);
    }

    private static Path folder(String name) {
        Optional<Path> folder = SharedData.folder(name);
        assumeTrue(folder.isPresent(), "shared/data/" + name + " is absent");
        return folder.orElseThrow();
    }
}
