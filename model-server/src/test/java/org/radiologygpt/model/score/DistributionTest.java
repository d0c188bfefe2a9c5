package org.radiologygpt.model.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DistributionTest {
    @Test
    void logprobs_are_those_of_the_softmax() {
        float[] logits = {(float) Math.log(0.5), (float) Math.log(0.3), (float) Math.log(0.2)};
        Distribution distribution = Distribution.of(logits);
        assertThat(distribution.logprob(0)).isEqualTo(Math.log(0.5), within(1e-6));
        assertThat(distribution.logprob(2)).isEqualTo(Math.log(0.2), within(1e-6));
        double entropy = -0.5 * Math.log(0.5) - 0.3 * Math.log(0.3) - 0.2 * Math.log(0.2);
        assertThat(distribution.entropy()).isEqualTo(entropy, within(1e-6));
    }

    @Test
    void large_logits_neither_overflow_nor_shift_the_result() {
        Distribution distribution = Distribution.of(new float[] {1000, 1000, -1000, Float.NEGATIVE_INFINITY});
        assertThat(distribution.logprob(0)).isEqualTo(-Math.log(2), within(1e-9));
        assertThat(distribution.logprob(2)).isEqualTo(-2000 - Math.log(2), within(1e-9));
        assertThat(distribution.logprob(3)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(distribution.entropy()).isEqualTo(Math.log(2), within(1e-9));
    }

    @Test
    void entropy_is_greatest_where_all_are_equal_and_nothing_where_one_is_certain() {
        assertThat(Distribution.of(new float[32_000]).entropy()).isEqualTo(Math.log(32_000), within(1e-9));
        assertThat(Distribution.of(new float[] {0, 0, 5000}).entropy()).isZero();
        assertThat(Distribution.of(new float[] {0, 0, 5000}).logprob(2)).isZero();
    }

    @Test
    void most_likely_are_in_order_with_the_lower_id_first_of_equals() {
        Random random = new Random(3);
        float[] logits = new float[500];
        for (int id = 0; id < logits.length; id++) {
            logits[id] = random.nextInt(60);
        }
        int[] expected = IntStream.range(0, logits.length)
                .boxed()
                .sorted(Comparator.comparing((Integer id) -> -logits[id]))
                .limit(20)
                .mapToInt(id -> id)
                .toArray();
        assertThat(Distribution.of(logits).mostLikely(20)).isEqualTo(expected);
        assertThat(Distribution.of(logits).mostLikely(0)).isEmpty();
        assertThat(Distribution.of(new float[] {1, 2}).mostLikely(5)).containsExactly(1, 0);
    }
}
