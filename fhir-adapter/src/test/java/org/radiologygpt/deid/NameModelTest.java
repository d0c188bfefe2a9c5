package org.radiologygpt.deid;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class NameModelTest {
    @Test
    void the_shipped_weights_read_back_as_they_are_written() throws IOException {
        try (InputStream in = NameModel.class.getResourceAsStream("name-model.txt")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(NameModelText.write(NameModelText.read(new BufferedReader(new StringReader(text)))))
                    .isEqualTo(text);
        }
    }

    @Test
    void a_word_of_no_list_is_judged_by_its_letters() {
        NameLikeness likeness = NameModel.shipped().likeness();
        assertThat(likeness.score("papandopoulos")).isPositive();
        assertThat(likeness.score("okwuchukwu")).isPositive();
        assertThat(likeness.score("pseudothrombosis")).isNegative();
        assertThat(likeness.score("hypoenhancement")).isNegative();
    }

    /** Offsets within the text, in order, whatever the text is. */
    @Property(tries = 300)
    void any_text_is_read_to_its_end(@ForAll String text) {
        for (Finder finder :
                java.util.List.of(new TaggedNames(), new NamedPlaces(), new SignedNames(), new SafeHarbor())) {
            assertThat(finder.find(Text.of(text)))
                    .allMatch(span -> span.start() >= 0 && span.start() < span.end() && span.end() <= text.length());
        }
    }
}
