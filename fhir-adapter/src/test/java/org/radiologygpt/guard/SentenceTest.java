package org.radiologygpt.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SentenceTest {
    @Property
    void ends_are_where_the_pattern_alone_finds_them(@ForAll("texts") String text) {
        assertThat(Sentence.of(text)).extracting(Sentence::place).isEqualTo(places(text));
    }

    private static List<Object> places(String text) {
        List<Sentence> sentences = new ArrayList<>();
        Matcher end = Sentence.END.matcher(text);
        int start = 0;
        while (end.find()) {
            Sentence.add(text, start, end.start(), sentences);
            start = end.end();
        }
        Sentence.add(text, start, text.length(), sentences);
        return sentences.stream().<Object>map(Sentence::place).toList();
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(
                        "Dr.",
                        "No.",
                        "4.5",
                        "cm",
                        "Clear",
                        "lungs",
                        ".",
                        "!",
                        "?",
                        ":",
                        ";",
                        " ",
                        "\n",
                        "\t",
                        "- ",
                        "1.",
                        "2)",
                        "\u2022",
                        "Heart",
                        "size",
                        "Lungs and pleura:",
                        "e.g.",
                        ".Aorta",
                        "\r\n",
                        "\u00e9",
                        "3")
                .list()
                .ofMaxSize(25)
                .map(pieces -> String.join("", pieces));
    }
}
