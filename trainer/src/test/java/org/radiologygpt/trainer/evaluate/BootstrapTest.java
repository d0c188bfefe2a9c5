package org.radiologygpt.trainer.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BootstrapTest {
    /** A mean of 400 coins: standard error 0.025, so 0.5 ± 0.049. */
    @Test
    void the_interval_of_a_mean_is_as_wide_as_theory_says() {
        double[] coins = IntStream.range(0, 400).mapToDouble(i -> i % 2).toArray();

        Bootstrap.Interval interval = Bootstrap.interval(coins.length, drawn -> mean(coins, drawn));

        assertThat(interval.low()).isCloseTo(0.451, within(0.01));
        assertThat(interval.high()).isCloseTo(0.549, within(0.01));
        assertThat(Bootstrap.interval(coins.length, drawn -> mean(coins, drawn)))
                .isEqualTo(interval);
    }

    @Test
    void a_constant_difference_of_pairs_has_no_width() {
        double[] one = {1, 5, 9};
        double[] other = {0, 4, 8};

        Bootstrap.Interval interval = Bootstrap.interval(3, drawn -> mean(one, drawn) - mean(other, drawn));

        assertThat(interval.low()).isCloseTo(1, within(1e-9));
        assertThat(interval.high()).isCloseTo(1, within(1e-9));
    }

    private static double mean(double[] values, int[] drawn) {
        return Arrays.stream(drawn).mapToDouble(i -> values[i]).average().orElse(0);
    }
}
