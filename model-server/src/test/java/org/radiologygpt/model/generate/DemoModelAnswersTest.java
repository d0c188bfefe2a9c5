package org.radiologygpt.model.generate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.radiologygpt.model.prompt.Task;
import org.radiologygpt.model.score.ScoredToken;
import org.radiologygpt.model.score.Scoring;
import org.radiologygpt.model.score.SentenceScore;

/** The shipped model, in 32 bits. */
@Timeout(120)
class DemoModelAnswersTest {
    static final String FINDINGS = "The heart is normal in size. There is a small left pleural effusion."
            + " Nodule of 4.5 mm in the right upper lobe."
            + " No pneumothorax. No focal consolidation.";

    private static LoadedModel model;

    @BeforeAll
    static void open() {
        model = LoadedModel.open(Path.of("../config/demo-model"), Optional.empty());
    }

    @AfterAll
    static void close() {
        model.close();
    }

    @Test
    void greedy_answer_is_golden_and_its_scores_make_it_up() {
        Generation answer = generate(Sampling.GREEDY);
        assertThat(answer.text())
                .isEqualTo("1. Small left pleural effusion.\n2. 4.5 cm nodule in the right upper lobe.");
        assertThat(answer.tokens()).hasSize(answer.completionTokens());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (ScoredToken token : answer.tokens()) {
            for (int value : token.chosen().bytes().values()) {
                bytes.write(value);
            }
            assertThat(token.chosen()).isEqualTo(token.alternatives().get(0));
            double told = token.alternatives().stream()
                    .mapToDouble(other -> Math.exp(other.logprob()))
                    .sum();
            assertThat(told).isLessThanOrEqualTo(1 + 1e-6);
        }
        assertThat(bytes.toString(UTF_8)).isEqualTo(answer.text());
    }

    @Test
    void a_low_temperature_draws_the_greedy_answer_and_the_scores_stay_the_models() {
        Generation greedy = generate(Sampling.GREEDY);
        Generation drawn = generate(new Sampling(0.05, 0.9, 40, 7));
        assertThat(drawn.text()).isEqualTo(greedy.text());
        for (int i = 0; i < greedy.tokens().size(); i++) {
            assertThat(drawn.tokens().get(i).chosen().logprob())
                    .isEqualTo(greedy.tokens().get(i).chosen().logprob(), within(1e-4));
        }
    }

    @Test
    void same_seed_gives_the_same_answer() {
        Sampling warm = new Sampling(1.5, 0.98, 0, 11).withPenalties(new Penalties(1.1, 0.2, 0.2));
        assertThat(generate(warm).text())
                .isEqualTo(generate(warm).text())
                .isNotEqualTo(generate(Sampling.GREEDY).text());
    }

    @Test
    void sentences_of_the_answer_are_scored() {
        Generation answer = generate(Sampling.GREEDY);
        List<SentenceScore> scores = SentenceScore.of(answer.text(), answer.tokens());
        assertThat(scores).hasSize(2);
        assertThat(answer.text().substring(scores.get(1).start()))
                .isEqualTo("2. 4.5 cm nodule in the right upper lobe.");
        assertThat(scores.stream().mapToInt(SentenceScore::tokens).sum()).isEqualTo(answer.completionTokens());
        assertThat(scores)
                .allMatch(score -> score.meanLogprob() <= 0
                        && score.meanEntropy() >= 0
                        && score.leastProbability() > 0
                        && score.leastProbability() <= Math.exp(score.meanLogprob()) + 1e-9);
    }

    private static Generation generate(Sampling sampling) {
        GenerationRequest request = new GenerationRequest(
                Task.IMPRESSION.prompt(FINDINGS), 80, sampling, List.of("\n###"), Duration.ofSeconds(100));
        return model.generator()
                .generate(request.withScoring(Scoring.of(3)), piece -> {})
                .join();
    }
}
