package org.radiologygpt.deid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class PackedWordsTest {
    @Property(tries = 300)
    void answers_as_a_common_map_does(
            @ForAll Map<@CharRange(from = 'a', to = 'e') @StringLength(max = 14) String, Boolean> words,
            @ForAll @CharRange(from = 'a', to = 'e') @StringLength(max = 14) String asked) {
        PackedWords<Boolean> packed = new PackedWords<>(words);
        words.forEach((word, value) -> assertThat(packed.get(word, null)).isEqualTo(value));
        assertThat(packed.get(asked, null)).isEqualTo(words.get(asked));
    }

    @Property(tries = 300)
    void does_not_take_a_word_for_another(@ForAll @AlphaChars @StringLength(min = 1, max = 13) String word) {
        PackedWords<Integer> packed = new PackedWords<>(Map.of(word, 1));
        assertThat(packed.get(word, 0)).isOne();
        assertThat(packed.get(word + "a", 0)).isZero();
        assertThat(packed.get("a" + word, 0)).isEqualTo(("a" + word).equals(word) ? 1 : 0);
        assertThat(packed.get(word.substring(1), 0)).isZero();
    }

    @Test
    void holds_words_that_are_not_of_plain_letters_too() {
        PackedWords<Integer> packed = new PackedWords<>(Map.of("", 1, "ł", 2, "a1", 3, "gastroenterologist", 4));
        assertThat(packed.get("", 0)).isEqualTo(1);
        assertThat(packed.get("ł", 0)).isEqualTo(2);
        assertThat(packed.get("a1", 0)).isEqualTo(3);
        assertThat(packed.get("gastroenterologist", 0)).isEqualTo(4);
        assertThat(packed.get("gastroenterologis", 0)).isZero();
    }

    @Test
    void refuses_more_values_than_it_can_number() {
        Map<String, Integer> most = numbered(PackedWords.MOST_VALUES);
        PackedWords<Integer> packed = new PackedWords<>(most);
        assertThat(most)
                .allSatisfy((word, value) -> assertThat(packed.get(word, -1)).isEqualTo(value));
        assertThatThrownBy(() -> new PackedWords<>(numbered(PackedWords.MOST_VALUES + 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("512");
    }

    private static Map<String, Integer> numbered(int count) {
        return new HashMap<>(IntStream.range(0, count)
                .boxed()
                .collect(Collectors.toMap(
                        number -> "w" + (char) ('a' + number / 26) + (char) ('a' + number % 26), Function.identity())));
    }
}
