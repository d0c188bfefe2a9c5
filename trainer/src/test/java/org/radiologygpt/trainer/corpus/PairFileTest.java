package org.radiologygpt.trainer.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PairFileTest {
    @TempDir
    Path folder;

    @Test
    void pairs_read_back_as_written() throws IOException {
        List<Pair> pairs = List.of(
                new Pair("1", "p", "s", "2020-01-01T00:00:00Z", "Clear µ lungs.\nNormal.", "Normal.", false),
                new Pair("2", "q", "", "", "Mass.", "1. Mass.\n2. Cyst.", true));
        Path file = folder.resolve("pairs.jsonl");

        assertThat(PairFile.write(file, pairs.stream())).isEqualTo(2);
        assertThat(read(file)).isEqualTo(pairs);
    }

    @Test
    void unknown_fields_and_blank_lines_are_ignored() throws IOException {
        Path file = file("{\"id\":\"1\",\"findings\":\"a\",\"impression\":\"b\",\"facts\":[1]}\n\n");
        assertThat(read(file)).containsExactly(new Pair("1", "", "", "", "a", "b", false));
    }

    @Test
    void a_bad_line_is_named_by_number_and_field_but_not_quoted() throws IOException {
        Path file = file(
                "{\"id\":\"1\",\"findings\":\"a\",\"impression\":\"b\"}\n{\"id\":\"2\",\"findings\":\"secret\"}\n");
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(PairFormatException.class)
                .hasMessageContaining("line 2")
                .hasMessageContaining("impression")
                .hasMessageNotContaining("secret");
    }

    @Test
    void what_is_not_json_is_refused_without_quoting_it() throws IOException {
        Path file = file("Jane Doe, fell\n");
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(PairFormatException.class)
                .hasMessageContaining("line 1: not JSON")
                .hasMessageNotContaining("Jane")
                .hasNoCause();
    }

    @Test
    void a_field_of_the_wrong_type_is_refused() throws IOException {
        Path file = file("{\"id\":7,\"findings\":\"a\",\"impression\":\"b\"}\n");
        assertThatThrownBy(() -> read(file)).hasMessageContaining("field id is not a string");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("in.jsonl"), text);
    }

    private static List<Pair> read(Path file) throws IOException {
        try (Stream<Pair> pairs = PairFile.read(file)) {
            return pairs.toList();
        }
    }
}
