package org.radiologygpt.bench.deid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every row of the lists. */
class MaterialTest {
    @ParameterizedTest
    @ValueSource(strings = {"layouts.txt", "phrases.txt", "exams.txt", "words.txt", "conflicts.txt"})
    void every_phrase_can_be_written(String file) {
        Material material = Material.of(file);
        for (String list : material.names()) {
            for (String phrase : material.list(list)) {
                LabelledText out = new LabelledText();
                new ReportWriter(Edition.REPORTING, new Dice(11)).write(phrase, out);
                assertThat(out.length()).as(phrase).isPositive();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"names.txt", "places.txt", "numbers.txt"})
    void every_row_is_a_value_without_template_signs(String file) {
        Material material = Material.of(file);
        for (String list : material.names()) {
            assertThat(material.list(list)).as(list).isNotEmpty().allMatch(row -> row.matches("[^{}<>\\[\\]]+"));
        }
    }

    @Test
    void every_culture_has_family_female_and_male_names() {
        Material names = Material.of("names.txt");
        names.names().stream()
                .filter(list -> list.endsWith(" family") && !list.startsWith("words"))
                .map(list -> list.substring(0, list.indexOf(' ')))
                .forEach(culture -> {
                    assertThat(names.list(culture + " family")).hasSizeGreaterThan(30);
                    assertThat(names.list(culture + " female")).hasSizeGreaterThan(15);
                    assertThat(names.list(culture + " male")).hasSizeGreaterThan(15);
                });
    }

    @Test
    void a_name_that_is_a_word_of_reports_has_a_clinical_use_of_that_word() {
        Material conflicts = Material.of("conflicts.txt");
        assertThat(conflicts.names()).hasSizeGreaterThan(50).isSubsetOf(People.all());
    }

    @Test
    void an_open_bracket_and_an_unknown_list_are_named() {
        ReportWriter writer = new ReportWriter(Edition.DEVELOPMENT, new Dice(1));
        assertThatThrownBy(() -> writer.write("seen {by", new LabelledText())).hasMessageContaining("left open at 5");
        assertThatThrownBy(() -> writer.write("{nothing}", new LabelledText())).hasMessageContaining("no list nothing");
    }
}
