package org.radiologygpt.trainer.lora;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelectionTest {
    @TempDir
    Path directory;

    @Test
    void the_lowest_losses_stay_and_of_equal_ones_the_earlier() {
        Selection selection = Selection.NONE
                .with(new Selection.Scored(1, 2.0), 2)
                .with(new Selection.Scored(2, 1.0), 2)
                .with(new Selection.Scored(3, 3.0), 2)
                .with(new Selection.Scored(4, 1.0), 2);

        assertThat(selection.best()).containsExactly(new Selection.Scored(2, 1.0), new Selection.Scored(4, 1.0));
        assertThat(selection.misses()).isEqualTo(2);
        assertThat(selection.isExhausted(2)).isTrue();
        assertThat(selection.isExhausted(3)).isFalse();
        assertThat(selection.isExhausted(0)).isFalse();
    }

    /** The held-out pairs are the training's with the sides exchanged: what is learned soon makes them worse. */
    @Test
    void training_ends_when_held_out_pairs_get_worse_and_the_best_state_is_the_result() throws IOException {
        TinyTrainings trainings = new TinyTrainings(directory);
        trainings.pairs(
                "pairs.jsonl", Stream.generate(() -> "Nodule of the left lobe.").limit(32));
        trainings.pairs("pairs.validation.jsonl", Stream.of("Lesions of all the right segments, none elsewhere."));
        String settings = TinyTrainings.LORA.replace("steps: 6", "steps: 60").replace("5.0e-3", "5.0e-2")
                + "selection: {data: pairs.validation.jsonl, evaluateEvery: 2, patience: 3, keepBest: 2}\n";

        trainings.training(settings, "base", "adapter").run(true);

        List<ObjectNode> log = trainings.log("adapter");
        int best = log.stream()
                .filter(line -> line.has("heldOutLoss"))
                .min(Comparator.comparingDouble(line -> line.path("heldOutLoss").asDouble()))
                .orElseThrow()
                .path("step")
                .asInt();
        assertThat(log).hasSize(best + 6);
        assertThat(trainings.said()).contains("stopped after step " + (best + 6));
        assertThat(trainings.adapter("adapter"))
                .isEqualTo(Files.readAllBytes(
                        directory.resolve("adapter/best/step-" + best + "/adapter_model.safetensors")));
        try (Stream<Path> kept = Files.list(directory.resolve("adapter/best"))) {
            assertThat(kept).hasSize(2);
        }
        trainings.training(settings, "base", "adapter").run(true);
        assertThat(trainings.log("adapter")).hasSize(best + 6);
    }
}
