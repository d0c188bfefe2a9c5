package org.radiologygpt.model.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SentenceScoreTest {
    private final List<ScoredToken> tokens = new ArrayList<>();
    private final StringBuilder answer = new StringBuilder();

    @Test
    void a_sentence_is_scored_by_its_own_tokens() {
        token("No", 0.9, 0.3);
        token(" lesion", 0.5, 0.7);
        token(".", 1, 0);
        token(" Small", 0.25, 1.5);
        token(" cyst.", 0.5, 0.5);
        List<SentenceScore> scores = SentenceScore.of(answer.toString(), tokens);
        assertThat(scores).hasSize(2);
        SentenceScore first = scores.get(0);
        assertThat(answer.substring(first.start(), first.end())).isEqualTo("No lesion.");
        assertThat(first.tokens()).isEqualTo(3);
        assertThat(first.meanLogprob()).isEqualTo((Math.log(0.9) + Math.log(0.5)) / 3, within(1e-12));
        assertThat(first.meanEntropy()).isEqualTo(1.0 / 3, within(1e-12));
        assertThat(first.leastProbability()).isEqualTo(0.5, within(1e-12));
        SentenceScore second = scores.get(1);
        assertThat(answer.substring(second.start(), second.end())).isEqualTo("Small cyst.");
        assertThat(second.tokens()).isEqualTo(2);
        assertThat(second.leastProbability()).isEqualTo(0.25, within(1e-12));
    }

    @Test
    void a_break_between_sentences_counts_to_the_second_and_one_after_the_last_to_none() {
        token("A.", 1, 0);
        token("\n", 0.5, 0);
        token("B.", 1, 0);
        token("\n", 0.1, 0);
        assertThat(SentenceScore.of(answer.toString(), tokens))
                .extracting(SentenceScore::tokens)
                .containsExactly(1, 2);
    }

    @Test
    void no_text_has_no_sentences() {
        assertThat(SentenceScore.of("", List.of())).isEmpty();
    }

    private void token(String text, double probability, double entropy) {
        TokenLogprob chosen = new TokenLogprob(0, TokenBytes.of(text), Math.log(probability));
        tokens.add(new ScoredToken(chosen, entropy, List.of(), answer.length()));
        answer.append(text);
    }
}
