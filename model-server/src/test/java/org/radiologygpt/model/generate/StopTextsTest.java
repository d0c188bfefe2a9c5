package org.radiologygpt.model.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class StopTextsTest {
    @Test
    void stop_text_across_pieces_ends_the_answer_before_it() {
        StopTexts stops = new StopTexts(List.of("###"));
        assertThat(stops.add("No fracture.#")).isEqualTo("No fracture.");
        assertThat(stops.add("#")).isEmpty();
        assertThat(stops.stopped()).isFalse();
        assertThat(stops.add("# Input")).isEmpty();
        assertThat(stops.stopped()).isTrue();
        assertThat(stops.finish()).isEmpty();
    }

    @Test
    void withheld_beginning_is_given_when_it_does_not_complete() {
        StopTexts stops = new StopTexts(List.of("###"));
        assertThat(stops.add("a##")).isEqualTo("a");
        assertThat(stops.add("b#")).isEqualTo("##b");
        assertThat(stops.finish()).isEqualTo("#");
    }

    @Property
    void answer_does_not_depend_on_how_the_text_is_cut(
            @ForAll @CharRange(from = 'a', to = 'b') @StringLength(max = 30) String text,
            @ForAll @Size(max = 3) List<@CharRange(from = 'a', to = 'b') @StringLength(min = 1, max = 4) String> stopTexts,
            @ForAll @IntRange(min = 1, max = 7) int cut) {
        StopTexts stops = new StopTexts(stopTexts);
        StringBuilder given = new StringBuilder();
        for (int i = 0; i < text.length(); i += cut) {
            given.append(stops.add(text.substring(i, Math.min(text.length(), i + cut))));
        }
        given.append(stops.finish());
        assertThat(given.toString()).isEqualTo(reference(text, stopTexts));
    }

    private static String reference(String text, List<String> stopTexts) {
        for (int end = 1; end <= text.length(); end++) {
            String head = text.substring(0, end);
            int longest = stopTexts.stream()
                    .filter(head::endsWith)
                    .mapToInt(String::length)
                    .max()
                    .orElse(0);
            if (longest > 0) {
                return head.substring(0, end - longest);
            }
        }
        return text;
    }
}
