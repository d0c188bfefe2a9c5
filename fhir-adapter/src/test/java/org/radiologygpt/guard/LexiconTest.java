package org.radiologygpt.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LexiconTest {
    @ParameterizedTest
    @MethodSource("terms")
    void every_term_is_found_under_its_phrases_and_is_a_kind_of_itself(Term term) {
        assertThat(term.kinds()).contains(term.id());
        assertThat(term.isKin(term)).isTrue();
        assertThat(term.id()).matches("[a-z_]+");
    }

    @Test
    void every_inference_is_of_a_finding_of_the_lexicon() {
        assertThat(Inferences.terms()).allSatisfy(id -> {
            assertThat(Lexicon.STANDARD.terms()).containsKey(id);
            assertThat(Lexicon.STANDARD.terms().get(id).isOrgan()).isFalse();
            assertThat(Lexicon.STANDARD.terms().get(id).isCritical()).isFalse();
        });
    }

    static List<Term> terms() {
        return List.copyOf(Lexicon.STANDARD.terms().values());
    }
}
