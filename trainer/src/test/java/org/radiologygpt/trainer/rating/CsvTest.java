package org.radiologygpt.trainer.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
    @ParameterizedTest
    @ValueSource(strings = {"=HYPERLINK(\"x\")", "+1", "-2+3", "@SUM(A1)", "\t=1", "'=1", "''", "\r=1"})
    void a_cell_that_would_be_a_formula_gets_an_apostrophe_and_loses_it_again(String text) {
        String row = Csv.row(List.of("a", text));

        assertThat(row).startsWith("\"a\",\"'" + text.charAt(0));
        assertThat(Csv.read(row)).containsExactly(List.of("a", text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "plain", "two\nlines", "a \"quoted\" word", "semi;colon, comma", "naïve – ü", "'", "a=b"})
    void other_cells_come_back_as_they_were(String text) {
        List<String> header = List.of("one", "other");

        assertThat(Csv.read(Csv.MARK + Csv.row(header) + Csv.row(List.of(text, "end"))))
                .containsExactly(header, List.of(text, "end"));
    }

    @Test
    void what_spreadsheets_of_other_countries_save_is_read() {
        assertThat(Csv.read("item;text\na;\"x;\ny\"\n"))
                .containsExactly(List.of("item", "text"), List.of("a", "x;\ny"));
        assertThat(Csv.read("item\ttext\r\na\t1,5")).containsExactly(List.of("item", "text"), List.of("a", "1,5"));
    }

    @Test
    void a_file_that_breaks_off_within_quotes_is_refused() {
        assertThatThrownBy(() -> Csv.read("a,b\n\"c")).isInstanceOf(RatingException.class);
    }
}
