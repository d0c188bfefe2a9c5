package org.radiologygpt.model.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamplerTest {
    private static final int[] PROMPT = {2};
    private static final float[] LOGITS = {1, 3, 3, -2, 0};

    @Test
    void greedy_takes_the_lowest_id_of_equals() {
        assertThat(sampler(Sampling.GREEDY).next(LOGITS)).isEqualTo(1);
    }

    @Test
    void top_k_of_one_is_greedy_at_any_temperature() {
        Sampler sampler = sampler(new Sampling(2, 1, 1, 7));
        for (int i = 0; i < 50; i++) {
            assertThat(sampler.next(LOGITS)).isEqualTo(1);
        }
    }

    @Test
    void tiny_top_p_is_greedy() {
        Sampler sampler = sampler(new Sampling(1, 1e-6, 0, 7));
        for (int i = 0; i < 50; i++) {
            assertThat(sampler.next(LOGITS)).isEqualTo(1);
        }
    }

    @Test
    void same_seed_gives_the_same_tokens() {
        Sampler one = sampler(new Sampling(1, 1, 0, 42));
        Sampler two = sampler(new Sampling(1, 1, 0, 42));
        for (int i = 0; i < 100; i++) {
            assertThat(one.next(LOGITS)).isEqualTo(two.next(LOGITS));
        }
    }

    @Test
    void frequencies_follow_the_softmax() {
        Sampler sampler = sampler(new Sampling(1, 1, 0, 1));
        float[] logits = {(float) Math.log(0.5), (float) Math.log(0.3), (float) Math.log(0.2)};
        double[] counts = new double[3];
        for (int i = 0; i < 20_000; i++) {
            counts[sampler.next(logits)]++;
        }
        assertThat(counts[0] / 20_000).isEqualTo(0.5, within(0.02));
        assertThat(counts[1] / 20_000).isEqualTo(0.3, within(0.02));
    }

    @Test
    void top_p_keeps_the_smallest_set_that_reaches_it() {
        Sampler sampler = sampler(new Sampling(1, 0.75, 0, 1));
        float[] logits = {(float) Math.log(0.5), (float) Math.log(0.3), (float) Math.log(0.2)};
        for (int i = 0; i < 1000; i++) {
            assertThat(sampler.next(logits)).isLessThan(2);
        }
    }

    @Test
    void nonsense_of_the_engine_is_no_answer() {
        Sampler sampler = sampler(Sampling.GREEDY);
        assertThatThrownBy(() -> sampler.next(new float[] {1, Float.NaN})).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> sampler.next(new float[] {Float.NEGATIVE_INFINITY}))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> sampler.next(new float[] {Float.POSITIVE_INFINITY, 0}))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void logits_of_the_engine_are_not_changed() {
        float[] logits = LOGITS.clone();
        Sampler sampler =
                sampler(Sampling.GREEDY.withPenalties(new Penalties(2, 1, 1)).withBias(Map.of(0, 5.0)));
        sampler.next(logits);
        sampler.next(logits);
        assertThat(logits).isEqualTo(LOGITS);
    }

    @Test
    void tokens_of_the_prompt_and_of_the_answer_lose_by_the_repetition_penalty() {
        Sampler sampler = sampler(Sampling.GREEDY.withPenalties(new Penalties(1.5, 0, 0)));
        float[] logits = {2.1f, 2.6f, 3, 1, 1.2f};
        assertThat(sampler.next(logits)).as("2 is in the prompt").isEqualTo(1);
        assertThat(sampler.next(logits)).as("now 1 is in the answer").isEqualTo(0);
        assertThat(sampler.next(logits)).as("once is as bad as often").isEqualTo(2);
    }

    @Test
    void presence_and_frequency_look_at_the_answer_only() {
        float[] logits = {2.5f, 1, 3, 0, 0};
        Sampler presence = sampler(Sampling.GREEDY.withPenalties(new Penalties(1, 0, 1)));
        assertThat(next(presence, logits, 4)).containsExactly(2, 0, 2, 2);
        Sampler frequency = sampler(Sampling.GREEDY.withPenalties(new Penalties(1, 1, 0)));
        assertThat(next(frequency, logits, 6)).containsExactly(2, 0, 2, 0, 1, 2);
        Sampler wanted = sampler(Sampling.GREEDY.withPenalties(new Penalties(1, -1, 0)));
        assertThat(next(wanted, logits, 3)).containsExactly(2, 2, 2);
    }

    @Test
    void repetition_penalty_near_nothing_is_no_failure_of_the_engine() {
        Sampling absurd = Sampling.GREEDY.withPenalties(new Penalties(Double.MIN_VALUE, 0, 0));
        assertThat(sampler(absurd).next(new float[] {1, 2, 3})).isEqualTo(2);
    }

    @Test
    void bias_comes_before_the_penalties() {
        float[] logits = {-2.2f, 0, 1, 0, 0};
        Sampling biased = Sampling.GREEDY.withBias(Map.of(1, -9.0, 2, -3.0, 3, -9.0, 4, -9.0));
        assertThat(sampler(biased).next(logits)).as("1 - 3 = -2").isEqualTo(2);
        assertThat(sampler(biased.withPenalties(new Penalties(2, 0, 0))).next(logits))
                .as("(1 - 3) * 2 = -4, and not 1 / 2 - 3 = -2.5")
                .isEqualTo(0);
    }

    @Test
    void bias_of_100_forces_and_of_minus_100_bans_and_an_id_that_is_not_there_does_nothing() {
        assertThat(sampler(Sampling.GREEDY.withBias(Map.of(3, 100.0))).next(LOGITS))
                .isEqualTo(3);
        Sampler banning = sampler(new Sampling(1, 1, 0, 5).withBias(Map.of(1, -100.0, 2, -100.0, 999, 100.0)));
        assertThat(next(banning, LOGITS, 200)).doesNotContain(1, 2).contains(0, 4);
    }

    @Test
    void min_p_leaves_out_what_is_less_likely_than_that_part_of_the_best() {
        float[] logits = {(float) Math.log(0.5), (float) Math.log(0.3), (float) Math.log(0.2)};
        assertThat(next(sampler(new Sampling(1, 1, 0, 1).withMinP(0.5)), logits, 500))
                .contains(0, 1)
                .doesNotContain(2);
        assertThat(next(sampler(new Sampling(1, 1, 0, 1).withMinP(1)), logits, 500))
                .containsOnly(0);
        assertThat(next(sampler(new Sampling(2, 1, 0, 1).withMinP(0.5)), logits, 500))
                .as("after the temperature: 0.2 / 0.5 is 0.63 at 2")
                .contains(2);
    }

    @Test
    void hugging_faces_example_of_the_repetition_penalty() {
        Penalties penalties = new Penalties(2, 0, 0);
        assertThat(penalties.apply(-1 / 20f, 0)).isEqualTo(-2 / 20f);
        assertThat(penalties.apply(1 / 20f, 1)).isEqualTo(1 / 40f);
        assertThat(penalties.apply(4 / 20f, 3)).isEqualTo(2 / 20f);
    }

    @ParameterizedTest
    @CsvSource({"0,0,0", "2.01,0,0", "NaN,0,0", "1,2.1,0", "1,-2.1,0", "1,NaN,0", "1,0,2.1", "1,0,-2.1"})
    void penalties_out_of_range_are_named(double repetition, double frequency, double presence) {
        assertThatThrownBy(() -> new Penalties(repetition, frequency, presence))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("(repetition|frequency|presence)_penalty is .*");
    }

    @Test
    void minimum_and_bias_out_of_range_are_named() {
        assertThatThrownBy(() -> Sampling.GREEDY.withMinP(1.1)).hasMessageContaining("min_p is 1.1");
        assertThatThrownBy(() -> Sampling.GREEDY.withMinP(Double.NaN)).hasMessageContaining("min_p");
        assertThatThrownBy(() -> Sampling.GREEDY.withBias(Map.of(1, 101.0))).hasMessageContaining("logit_bias");
        assertThatThrownBy(() -> Sampling.GREEDY.withBias(Map.of(-1, 1.0))).hasMessageContaining("logit_bias");
    }

    /** The first three rows are what a full sort drew before the vocabulary was sorted in part only. */
    @Test
    void goldens_greedy_and_sampled() {
        assertThat(golden(Sampling.GREEDY)).containsExactly(317, 463, 918, 228, 297, 451, 412, 247, 251, 802, 511, 854);
        assertThat(golden(new Sampling(1, 1, 0, 42)))
                .containsExactly(989, 139, 117, 228, 740, 249, 412, 60, 967, 162, 492, 811);
        Sampling cut = new Sampling(0.7, 0.9, 40, 42);
        assertThat(golden(cut)).containsExactly(317, 34, 918, 228, 813, 568, 412, 247, 572, 274, 754, 674);
        Sampling all =
                cut.withMinP(0.05).withPenalties(new Penalties(1.3, 0.4, 0.6)).withBias(Map.of(11, 2.5));
        float[] logits = logits(new Random(7));
        assertThat(next(new Sampler(all, new int[] {5, 6, 7}), logits, 12))
                .containsExactly(317, 724, 802, 467, 818, 240, 403, 73, 849, 622, 454, 691);
    }

    private static List<Integer> golden(Sampling sampling) {
        Random random = new Random(7);
        Sampler sampler = new Sampler(sampling, new int[0]);
        return IntStream.range(0, 12)
                .mapToObj(step -> sampler.next(logits(random)))
                .toList();
    }

    private static float[] logits(Random random) {
        float[] logits = new float[1000];
        for (int id = 0; id < logits.length; id++) {
            logits[id] = (float) (random.nextGaussian() * 3);
        }
        return logits;
    }

    private static Sampler sampler(Sampling sampling) {
        return new Sampler(sampling, PROMPT);
    }

    private static List<Integer> next(Sampler sampler, float[] logits, int count) {
        return IntStream.range(0, count).mapToObj(i -> sampler.next(logits)).toList();
    }
}
