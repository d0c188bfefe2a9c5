package org.radiologygpt.trainer.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTest {

    @ParameterizedTest
    @CsvSource({
        "a effusion, An effusion",
        "an mass, A mass",
        "a 8 mm nodule, An 8 mm nodule",
        "a 18 mm nodule, An 18 mm nodule",
        "a 80 mm mass, An 80 mm mass",
        "type A aortic dissection, Type A aortic dissection",
        "there is a type A aortic dissection, There is a type A aortic dissection",
        "clear lungs .  no effusion, Clear lungs. No effusion"
    })
    void articles_capitals_and_spaces_are_english(String raw, String polished) {
        assertThat(Wording.polish(raw)).isEqualTo(polished);
    }
}
