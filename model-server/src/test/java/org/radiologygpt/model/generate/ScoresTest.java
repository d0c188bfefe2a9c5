package org.radiologygpt.model.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.radiologygpt.model.score.ScoredToken;
import org.radiologygpt.model.score.Scoring;
import org.radiologygpt.model.score.TokenLogprob;

/** Scores over a decoder whose best logit is 5 and all others 0, one byte a token. */
@Timeout(60)
class ScoresTest {
    private static final double CERTAIN = 5 - Math.log(Math.exp(5) + TestTokens.VOCABULARY - 1);

    private final List<Piece> pieces = new ArrayList<>();

    @Test
    void every_token_has_its_logprob_and_alternatives() {
        Generation answer = generate("[No]|", 20, List.of(), Scoring.of(2));
        assertThat(answer.tokens()).hasSize(2);
        ScoredToken token = answer.tokens().get(0);
        assertThat(token.chosen().id()).isEqualTo('N');
        assertThat(token.chosen().bytes().text()).isEqualTo("N");
        assertThat(token.chosen().logprob()).isEqualTo(CERTAIN, within(1e-6));
        assertThat(token.alternatives()).extracting(TokenLogprob::id).containsExactly((int) 'N', 0);
        assertThat(token.alternatives().get(1).logprob()).isEqualTo(CERTAIN - 5, within(1e-6));
        assertThat(token.entropy()).isGreaterThan(0).isLessThan(Math.log(TestTokens.VOCABULARY));
    }

    @Test
    void logprobs_are_the_models_own_whatever_the_sampling() {
        Sampling sampling =
                new Sampling(2, 1, 1, 3).withPenalties(new Penalties(1.5, 1, 1)).withBias(Map.of((int) 'x', 100.0));
        GenerationRequest request = new GenerationRequest("[No]|", 3, sampling, List.of(), Duration.ofSeconds(50));
        Generation answer = generate(request.withScoring(Scoring.of(1)));
        assertThat(answer.text()).isEqualTo("xxx");
        ScoredToken first = answer.tokens().get(0);
        assertThat(first.chosen().logprob()).isEqualTo(CERTAIN - 5, within(1e-6));
        assertThat(first.alternatives().get(0).id()).isEqualTo('N');
    }

    @Test
    void tokens_of_one_character_begin_where_it_begins() {
        Generation answer = generate("[5 µm 🫁.]|", 30, List.of(), Scoring.of(0));
        assertThat(answer.text()).isEqualTo("5 µm 🫁.");
        assertThat(answer.tokens()).extracting(ScoredToken::start).containsExactly(0, 1, 2, 2, 3, 4, 5, 5, 5, 5, 7);
        assertThat(answer.tokens().get(2).chosen().bytes().text()).isEqualTo("\\xc2");
        assertThat(answer.tokens().get(2).chosen().bytes().values()).containsExactly(0xc2);
        assertThat(pieces.get(2).text()).isEqualTo("µ");
        assertThat(pieces.get(2).tokens()).hasSize(2);
    }

    @Test
    void pieces_have_the_tokens_that_begin_in_them_and_all_of_them_once() {
        Generation answer = generate("[Normal. EN END more]|", 60, List.of(" END"), Scoring.of(1));
        assertThat(answer.text()).isEqualTo("Normal. EN");
        List<ScoredToken> streamed =
                pieces.stream().flatMap(piece -> piece.tokens().stream()).toList();
        assertThat(streamed).isEqualTo(answer.tokens());
        int length = 0;
        for (Piece piece : pieces) {
            int start = length;
            length += piece.text().length();
            int end = length;
            assertThat(piece.tokens()).allMatch(token -> token.start() >= start && token.start() < end);
        }
    }

    @Test
    void tokens_that_a_stop_text_cuts_off_are_left_out() {
        Generation answer = generate("[ab. µ END]|", 60, List.of(" µ"), Scoring.of(0));
        assertThat(answer.text()).isEqualTo("ab.");
        assertThat(answer.tokens()).extracting(token -> token.chosen().id()).containsExactly((int) 'a', (int) 'b', (int)
                '.');
        assertThat(answer.completionTokens()).as("the usage counts them").isEqualTo(6);
    }

    @Test
    void half_a_character_at_the_end_is_told() {
        Generation answer = generate("[a🫁]|", 3, List.of(), Scoring.of(0));
        assertThat(answer.text()).isEqualTo("a\uFFFD");
        assertThat(answer.tokens()).extracting(ScoredToken::start).containsExactly(0, 1, 1);
    }

    @Test
    void no_scores_where_none_are_wanted() {
        assertThat(generate("[No]|", 20, List.of(), Scoring.NONE).tokens()).isEmpty();
        assertThat(pieces).allMatch(piece -> piece.tokens().isEmpty());
    }

    @Test
    void pieces_do_not_show_their_text() {
        assertThat(new Piece("Roe", List.of()).toString()).doesNotContain("Roe");
    }

    private Generation generate(String prompt, int maxTokens, List<String> stop, Scoring scoring) {
        return generate(new GenerationRequest(prompt, maxTokens, Sampling.GREEDY, stop, Duration.ofSeconds(50))
                .withScoring(scoring));
    }

    private Generation generate(GenerationRequest request) {
        try (BatchScheduler scheduler =
                BatchScheduler.start(TestDecoder.echo(1, 256), new TestTokens(), new GeneratorOptions(4, true))) {
            return scheduler.generate(request, pieces::add).join();
        }
    }
}
