package org.radiologygpt.trainer.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.radiologygpt.trainer.corpus.Pair;

class BaselineTest {
    private static final List<Pair> TRAINING = List.of(
            pair("The lungs are clear. The heart is normal.", "Normal."),
            pair("Large left pleural effusion.", "Left effusion."),
            pair("No effusion. No pneumothorax.", "Normal."));

    @Test
    void the_constant_is_the_most_frequent_impression_of_the_training_part() {
        assertThat(Baseline.CONSTANT.writer(TRAINING).apply(pair("Small left effusion.", "x")))
                .isEqualTo("Normal.");
    }

    @Test
    void lead_takes_sentences_of_the_findings_as_far_as_they_go() {
        Pair four = pair("Nodule of 1.2 cm. Second. Third. Fourth.", "x");

        assertThat(Baseline.FIRST_SENTENCE.writer(List.of()).apply(four)).isEqualTo("Nodule of 1.2 cm.");
        assertThat(Baseline.LEAD_3.writer(List.of()).apply(four)).isEqualTo("Nodule of 1.2 cm. Second. Third.");
        assertThat(Baseline.LEAD_3.writer(List.of()).apply(pair("One.", "x"))).isEqualTo("One.");
    }

    @Test
    void nearest_weighs_rare_words_more_than_common_ones() {
        assertThat(Baseline.NEAREST.writer(TRAINING).apply(pair("There is a small left pleural effusion.", "x")))
                .isEqualTo("Left effusion.");
    }

    @Test
    void constant_and_nearest_are_not_available_without_a_training_part() {
        assertThat(List.of(Baseline.values()))
                .filteredOn(baseline -> !baseline.availableWith(List.of()))
                .containsExactly(Baseline.CONSTANT, Baseline.NEAREST);
    }

    private static Pair pair(String findings, String impression) {
        return new Pair("id", "", "", "", findings, impression, false);
    }
}
