package org.radiologygpt.trainer.promote;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.radiologygpt.trainer.canary.Exposure;
import org.radiologygpt.trainer.evaluate.Scored;
import org.radiologygpt.trainer.evaluate.Scores;

/** Planted cases: two writers of whom is known which is better. */
class GateTest {
    private static final int REPORTS = 400;
    private static final Rules RULES = new Rules(Metric.ROUGE_L, 1, 100, true, true, 3);
    private static final Optional<Exposure> UNKNOWN = Optional.of(new Exposure(255, List.of(1.0, 2.0), 0));

    @Test
    void better_on_the_metric_and_no_worse_on_guards_is_promoted() {
        Decision decision = decide(RULES, writer(0.5, none()), writer(0.45, none()), UNKNOWN);

        assertThat(decision.refusals()).isEmpty();
        assertThat(decision.promotes()).isTrue();
    }

    @Test
    void the_same_drafts_again_are_not_better() {
        assertThat(decide(RULES, writer(0.5, none()), writer(0.5, none()), UNKNOWN)
                        .refusals())
                .containsExactly("better.current");
    }

    @Test
    void a_gain_that_chance_explains_is_refused() {
        Scores candidate = noisy(1, 0.502);
        Scores current = noisy(2, 0.5);

        Check check = check(decide(RULES, candidate, current, UNKNOWN), "better.current");

        assertThat(check.result()).isEqualTo(Check.Result.FAILED);
        assertThat(check.figures().get("low95")).isNegative();
    }

    @Test
    void a_guard_that_speaks_more_often_beyond_chance_refuses_though_the_margin_allows_it() {
        Rules wide = new Rules(Metric.ROUGE_L, 50, 100, true, true, 3);
        Scores candidate = writer(0.5, i -> i < 6);

        Check check = check(decide(wide, candidate, writer(0.4, none()), UNKNOWN), "guard.laterality");

        assertThat(check.result()).isEqualTo(Check.Result.FAILED);
        assertThat(check.figures()).containsEntry("onlyCandidate", 6.0).containsEntry("p", 0.0156);
    }

    @Test
    void a_rise_beyond_the_margin_refuses_though_chance_could_explain_it() {
        Scores candidate = writer(0.5, i -> i < 25);
        Scores current = writer(0.4, i -> i >= 380);

        Check check = check(decide(RULES, candidate, current, UNKNOWN), "guard.laterality");

        assertThat(check.figures().get("p")).isGreaterThan(0.05);
        assertThat(check.result()).isEqualTo(Check.Result.FAILED);
    }

    @Test
    void a_guard_that_speaks_as_often_on_other_reports_passes() {
        Scores candidate = writer(0.5, i -> i < 20);
        Scores current = writer(0.4, i -> i >= 380);

        assertThat(decide(RULES, candidate, current, UNKNOWN).promotes()).isTrue();
    }

    @Test
    void a_candidate_that_a_trivial_baseline_beats_is_refused_unless_told_otherwise() {
        Rules lax = new Rules(Metric.ROUGE_L, 1, 100, false, true, 3);
        Scores candidate = writer(0.25, none());
        Scores current = writer(0.2, none());

        assertThat(decide(RULES, candidate, current, UNKNOWN).refusals()).containsExactly("better.nearest");
        assertThat(decide(lax, candidate, current, UNKNOWN).promotes()).isTrue();
    }

    @Test
    void baselines_that_need_a_training_file_refuse_where_there_is_none() {
        List<Check> checks =
                new Gate(RULES).check(writer(0.5, none()), writer(0.4, none()), List.of(named("lead3", 0.1)), UNKNOWN);

        assertThat(Decision.of(Map.of(), RULES, checks).refusals())
                .containsExactly("better.constant", "better.firstSentence", "better.nearest");
    }

    @Test
    void without_canaries_nothing_is_promoted_unless_told_otherwise() {
        Rules lax = new Rules(Metric.ROUGE_L, 1, 100, true, false, 3);

        Decision decision = decide(RULES, writer(0.5, none()), writer(0.4, none()), Optional.empty());

        assertThat(check(decision, "canaries").result()).isEqualTo(Check.Result.NOT_CHECKED);
        assertThat(decision.promotes()).isFalse();
        assertThat(decide(lax, writer(0.5, none()), writer(0.4, none()), Optional.empty())
                        .promotes())
                .isTrue();
    }

    @Test
    void a_known_or_written_secret_refuses_even_where_canaries_are_not_asked_for() {
        Rules lax = new Rules(Metric.ROUGE_L, 1, 100, true, false, 3);
        for (Exposure known :
                List.of(new Exposure(255, List.of(8.0, 1.0), 0), new Exposure(255, List.of(1.0, 1.0), 1))) {
            assertThat(decide(lax, writer(0.5, none()), writer(0.4, none()), Optional.of(known))
                            .refusals())
                    .containsExactly("canaries");
        }
    }

    @Test
    void few_reports_decide_nothing() {
        Rules many = new Rules(Metric.ROUGE_L, 1, REPORTS + 1, true, true, 3);

        assertThat(decide(many, writer(0.5, none()), writer(0.4, none()), UNKNOWN)
                        .refusals())
                .containsExactly("reports");
    }

    @Test
    void the_metric_can_be_agreement_on_findings() {
        Rules findings = new Rules(Metric.FINDINGS_F1, 1, 100, true, true, 3);

        Decision decision = decide(findings, writer(0.5, none()), writer(0.4, none()), UNKNOWN);

        assertThat(check(decision, "better.current").figures()).containsEntry("candidate", 100.0);
        assertThat(decision.refusals()).contains("better.current");
    }

    @Test
    void a_decision_is_the_same_bytes_each_time_and_can_be_read_again() throws Exception {
        Decision decision = decide(RULES, writer(0.5, none()), writer(0.4, none()), UNKNOWN);
        Decision again = decide(RULES, writer(0.5, none()), writer(0.4, none()), UNKNOWN);
        Path file = Files.createTempFile("decision", ".json");

        decision.write(file);

        assertThat(again.json()).isEqualTo(decision.json());
        assertThat(Decision.read(file)).isEqualTo(decision);
    }

    private static Decision decide(Rules rules, Scores candidate, Scores current, Optional<Exposure> canaries) {
        List<Scores> baselines = List.of(
                named("constant", 0.1), named("firstSentence", 0.1), named("lead3", 0.1), named("nearest", 0.3));
        return Decision.of(Map.of(), rules, new Gate(rules).check(candidate, current, baselines, canaries));
    }

    private static Check check(Decision decision, String name) {
        return decision.checks().stream()
                .filter(check -> check.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static IntPredicate none() {
        return i -> false;
    }

    private static Scores named(String name, double rouge) {
        return new Scores(name, "", writer(rouge, none()).reports());
    }

    private static Scores writer(double rouge, IntPredicate alarm) {
        return scores(i -> rouge + 0.001 * (i % 7), alarm);
    }

    private static Scores noisy(long seed, double rouge) {
        Random random = new Random(seed);
        return scores(i -> rouge + 0.2 * random.nextGaussian(), none());
    }

    private static Scores scores(IntToDoubleFunction rouge, IntPredicate alarm) {
        Stream<Scored> reports = IntStream.range(0, REPORTS)
                .mapToObj(i -> new Scored(
                        "",
                        rouge.applyAsDouble(i),
                        new Scored.Findings(1, 0),
                        alarm.test(i) ? Set.of("laterality") : Set.of()));
        return new Scores("model", "", reports.toList());
    }
}
