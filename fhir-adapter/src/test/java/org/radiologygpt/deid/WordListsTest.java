package org.radiologygpt.deid;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordListsTest {
    @ParameterizedTest
    @CsvSource({
        "given-names.txt, 16, 4000",
        "family-names.txt, 32, 5000",
        "places.txt, 64, 700",
        "clinical-words.txt, 2, 9000",
        "english-words.txt, 8, 3500"
    })
    void every_word_of_a_list_is_folded_and_stands_on_it(String resource, int flag, int least) throws IOException {
        List<String> words = words(resource);
        assertThat(words).hasSizeGreaterThan(least).allMatch(word -> word.equals(Folding.fold(word)));
        assertThat(words).allMatch(word -> (Lexicon.flags(word) & flag) != 0);
    }

    @Test
    void every_row_of_the_context_words_names_a_kind_and_has_words_of_its_own() throws IOException {
        Set<String> seen = new HashSet<>();
        for (String row : text("context-words.tsv")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .toList()) {
            String[] columns = row.split("\t");
            WordKind kind = WordKind.valueOf(columns[0]);
            List<String> own =
                    Arrays.stream(columns[1].split(" ")).filter(seen::add).toList();
            assertThat(own).as(columns[0]).isNotEmpty().allMatch(word -> WordKind.inContext(word) == kind);
        }
    }

    @Test
    void an_inflected_word_is_known_by_its_stem() {
        assertThat(Lexicon.flags("infiltrations") & Lexicon.CLINICAL).isNotZero();
        assertThat(Lexicon.flags("qwrtzp")).isZero();
    }

    private static List<String> words(String resource) throws IOException {
        return text(resource)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .flatMap(line -> Arrays.stream(line.trim().split("\\s+")))
                .toList();
    }

    private static String text(String resource) throws IOException {
        try (InputStream in = Lexicon.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
