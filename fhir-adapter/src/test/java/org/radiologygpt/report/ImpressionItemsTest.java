package org.radiologygpt.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImpressionItemsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1. No fracture.\n2. Small effusion.",
                "1) No fracture.\n2) Small effusion.",
                "(1) No fracture.\n(2) Small effusion.",
                "#1 No fracture.\n#2 Small effusion.",
                "#1: No fracture.\n#2: Small effusion.",
                "I. No fracture.\nII. Small effusion.",
                "a) No fracture.\nb) Small effusion.",
                "- No fracture.\n- Small effusion.",
                "  • No fracture.\n\n  • Small effusion.",
                "1.No fracture.\n2.Small effusion.",
                "1. No fracture. 2. Small effusion.",
                "1. No\n   fracture.\n\n2. Small\neffusion.",
                "No fracture.\n\nSmall effusion.",
                "1. No fracture.\r\n2. Small effusion.",
            })
    void items_are_known_by_any_mark(String impression) {
        assertThat(ImpressionItems.of(impression)).containsExactly("No fracture.", "Small effusion.");
    }

    @Test
    void a_number_that_is_not_the_next_one_is_text() {
        assertThat(ImpressionItems.of("1. Nodule of\n12. series, 1.5 cm\n2. 3. rib fractured. 4. rib not."))
                .containsExactly("Nodule of 12. series, 1.5 cm", "3. rib fractured. 4. rib not.");
    }

    @Test
    void letters_under_a_number_stay_in_its_item() {
        assertThat(ImpressionItems.of("1. Liver:\n  a. cyst\n  b. hemangioma\n2. Spleen normal."))
                .containsExactly("Liver: a. cyst b. hemangioma", "Spleen normal.");
    }

    @Test
    void words_before_the_first_mark_are_an_item_and_lists_may_begin_anew() {
        assertThat(ImpressionItems.of("CT HEAD:\n1. Normal.\nCT SPINE:\n1. Fracture."))
                .containsExactly("CT HEAD:", "Normal. CT SPINE:", "Fracture.");
    }

    @Test
    void measurements_and_blank_text_are_no_items() {
        assertThat(ImpressionItems.of("1.5 cm nodule.")).containsExactly("1.5 cm nodule.");
        assertThat(ImpressionItems.of(" \n ")).isEmpty();
    }

    @Property(tries = 500)
    void numbered_items_come_back_as_they_were(
            @ForAll @Size(min = 1, max = 14) List<@IntRange(min = 1, max = 9) Integer> lengths) {
        StringBuilder impression = new StringBuilder();
        for (int i = 0; i < lengths.size(); i++) {
            impression.append(i + 1).append(". ").append("word ".repeat(lengths.get(i))).append('\n');
        }
        assertThat(ImpressionItems.of(impression.toString()))
                .isEqualTo(lengths.stream().map(n -> "word ".repeat(n).strip()).toList());
    }

    @Property(tries = 1000)
    void letters_are_never_lost(@ForAll String noise) {
        String text = "1. " + noise;
        long letters = noise.codePoints().filter(Character::isLetter).count();
        long kept = String.join(" ", ImpressionItems.of(text)).codePoints().filter(Character::isLetter).count();
        assertThat(kept).isLessThanOrEqualTo(letters).isGreaterThanOrEqualTo(letters - marks(noise));
    }

    /** Roman numbers and single letters before a dot may be marks. */
    private static long marks(String noise) {
        return noise.codePoints().filter(c -> c == '.' || c == ')').count() * 5;
    }
}
