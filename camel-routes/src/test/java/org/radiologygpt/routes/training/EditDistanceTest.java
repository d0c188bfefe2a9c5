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
}
