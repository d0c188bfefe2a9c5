package org.radiologygpt.trainer.gather;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PlainTextTest {
    @Test
    void blanks_and_line_ends_have_one_form_and_words_stay() {
        assertThat(PlainText.of(" Heart:\u00a0 normal. \r\n\r\n\r\n\tLungs:\u200b clear.\r1. Cafe\u0301  "))
                .isEqualTo("Heart: normal.\n\nLungs: clear.\n1. Caf\u00e9");
    }

    @Property(tries = 200)
    void a_text_in_that_form_stays_as_it_is(@ForAll String text) {
        String plain = PlainText.of(text);
        assertThat(PlainText.of(plain)).isEqualTo(plain);
    }
}
