package org.radiologygpt.model.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SamplerTest {
    private static final float[] LOGITS = {1, 3, 3, -2, 0};

    @Test
    void greedy_takes_the_lowest_id_of_equals() {
        assertThat(new Sampler(Sampling.GREEDY).next(LOGITS)).isEqualTo(1);
    }

    @Test
    void top_k_of_one_is_greedy_at_any_temperature() {
        Sampler sampler = new Sampler(new Sampling(2, 1, 1, 7));
        for (int i = 0; i < 50; i++) {
            assertThat(sampler.next(LOGITS)).isEqualTo(1);
        }
    }

    @Test
    void tiny_top_p_is_greedy() {
        Sampler sampler = new Sampler(new Sampling(1, 1e-6, 0, 7));
        for (int i = 0; i < 50; i++) {
            assertThat(sampler.next(LOGITS)).isEqualTo(1);
        }
    }

    @Test
    void same_seed_gives_the_same_tokens() {
        Sampler one = new Sampler(new Sampling(1, 1, 0, 42));
        Sampler two = new Sampler(new Sampling(1, 1, 0, 42));
        for (int i = 0; i < 100; i++) {
            assertThat(one.next(LOGITS)).isEqualTo(two.next(LOGITS));
        }
    }

    @Test
    void frequencies_follow_the_softmax() {
        Sampler sampler = new Sampler(new Sampling(1, 1, 0, 1));
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
        Sampler sampler = new Sampler(new Sampling(1, 0.75, 0, 1));
        float[] logits = {(float) Math.log(0.5), (float) Math.log(0.3), (float) Math.log(0.2)};
        for (int i = 0; i < 1000; i++) {
            assertThat(sampler.next(logits)).isLessThan(2);
        }
    }

    @Test
    void nonsense_of_the_engine_is_no_answer() {
        Sampler sampler = new Sampler(Sampling.GREEDY);
        assertThatThrownBy(() -> sampler.next(new float[] {1, Float.NaN})).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> sampler.next(new float[] {Float.NEGATIVE_INFINITY}))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> sampler.next(new float[] {Float.POSITIVE_INFINITY, 0}))
                .isInstanceOf(IllegalStateException.class);
    }
}
