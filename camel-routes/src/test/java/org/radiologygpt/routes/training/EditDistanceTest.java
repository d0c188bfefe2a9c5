package org.radiologygpt.routes.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EditDistanceTest {

    @ParameterizedTest
    @CsvSource({
        "No acute disease., no acute disease, 0",
        "No acute disease, No active disease, 0.333",
        "Left effusion, Left pleural effusion, 0.333",
        "Left effusion, Right pneumothorax, 1",
        "'', '', 0",
        "'', Normal, 1",
    })
    void distance_counts_changed_words_over_the_longer_text(String one, String other, double distance) {
        assertThat(EditDistance.of(one, other)).isCloseTo(distance, org.assertj.core.data.Offset.offset(0.001));
        assertThat(EditDistance.of(other, one)).isEqualTo(EditDistance.of(one, other));
    }

    @ParameterizedTest
    @CsvSource({
        "No acute disease., no acute disease, 1",
        "police killed the gunman, police kill the gunman, 0.75",
        "a b c d, c a d b, 0.5",
        "Left effusion, Right pneumothorax, 0",
        "'', '', 0",
    })
    void rouge_l_is_the_share_of_words_in_common_order(String one, String other, double rouge) {
        assertThat(EditDistance.rougeL(one, other)).isCloseTo(rouge, org.assertj.core.data.Offset.offset(0.001));
        assertThat(EditDistance.rougeL(other, one)).isEqualTo(EditDistance.rougeL(one, other));
    }
}
