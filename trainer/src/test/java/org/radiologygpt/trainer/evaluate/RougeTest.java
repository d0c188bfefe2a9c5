package org.radiologygpt.trainer.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RougeTest {
    /** Lin 2004, section 3: S2 keeps the order of three of four words, S3 only of two. */
    @Test
    void longest_common_subsequence_as_in_the_paper() {
        String reference = "police killed the gunman";

        assertThat(Rouge.of(reference, "police kill the gunman").longest()).isEqualTo(0.75);
        assertThat(Rouge.of(reference, "the gunman kill police").longest()).isEqualTo(0.5);
        assertThat(Rouge.of(reference, "the gunman police killed").longest()).isEqualTo(0.5);
    }

    @Test
    void repeated_words_count_as_often_as_both_have_them() {
        Rouge rouge = Rouge.of("a a b", "a c c c");

        assertThat(rouge.one()).isCloseTo(2.0 * 1 / 7, within(1e-12));
        assertThat(rouge.two()).isZero();
    }

    @Test
    void case_and_punctuation_do_not_count() {
        assertThat(Rouge.of("Left, upper-lobe nodule.", "left upper lobe NODULE")
                        .two())
                .isEqualTo(1);
    }

    @Test
    void an_empty_draft_scores_zero() {
        assertThat(Rouge.of("a b", "")).isEqualTo(new Rouge(0, 0, 0));
    }

    @Test
    void endings_do_not_count_with_the_stemmer_but_short_words_stay() {
        assertThat(RougeWords.STEMMED.of("Opacities are increasing as was"))
                .containsExactly("opac", "are", "increas", "as", "was");
        assertThat(Rouge.of("increased opacity", "increasing opacities", RougeWords.STEMMED)
                        .two())
                .isEqualTo(1);
    }

    /** Lin 2004, section 3.2: the union of two subsequences; a line repeated does not count again. */
    @Test
    void rouge_lsum_takes_the_union_over_lines_and_no_word_twice() {
        Overlap overlap = Rouge.summed("w1 w2 w3 w4 w5", "w1 w2 w6 w7 w8\nw1 w3 w8 w9 w5", RougeWords.PLAIN);

        assertThat(overlap).isEqualTo(new Overlap(0.4, 0.8));
        assertThat(Rouge.summed("w1 w2", "w1\nw1", RougeWords.PLAIN)).isEqualTo(new Overlap(0.5, 0.5));
        assertThat(Rouge.summed("w1", "/", RougeWords.PLAIN)).isEqualTo(new Overlap(0, 0));
    }
}
