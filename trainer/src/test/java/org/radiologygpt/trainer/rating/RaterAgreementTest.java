package org.radiologygpt.trainer.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RaterAgreementTest {
    /** Krippendorff 2011, example with four observers, twelve units and values missing; 0 is missing. */
    private static final int[][] KRIPPENDORFF = {
        {1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0},
        {1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3},
        {0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0},
        {1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0}
    };

    @Test
    void alpha_is_that_of_the_published_example() {
        List<List<Integer>> units = IntStream.range(0, 12)
                .mapToObj(unit -> IntStream.range(0, 4)
                        .mapToObj(rater -> KRIPPENDORFF[rater][unit])
                        .filter(value -> value > 0)
                        .toList())
                .toList();

        RaterAgreement agreement = new RaterAgreement(units, 5);

        assertThat(agreement.ordinalAlpha().orElseThrow()).isCloseTo(0.815, within(0.0005));
        assertThat(agreement.units()).isEqualTo(11);
    }

    /** With two categories quadratic weights change nothing: 20, 5, 10 and 15 of 50 give Cohen's kappa 0.4. */
    @Test
    void kappa_of_two_categories_is_the_plain_one() {
        List<List<Integer>> units = new ArrayList<>();
        units.addAll(Collections.nCopies(20, List.of(1, 1)));
        units.addAll(Collections.nCopies(5, List.of(1, 2)));
        units.addAll(Collections.nCopies(10, List.of(2, 1)));
        units.addAll(Collections.nCopies(15, List.of(2, 2)));

        RaterAgreement agreement = new RaterAgreement(units, 5);

        assertThat(agreement.quadraticKappa().orElseThrow()).isCloseTo(0.4, within(1e-12));
        assertThat(agreement.exact().orElseThrow()).isCloseTo(0.7, within(1e-12));
        assertThat(agreement.withinOne().orElseThrow()).isEqualTo(1);
    }

    /** Independent of tables: Lin's concordance of the two series, 2 cov / (var + var + squared difference of means). */
    @Test
    void kappa_equals_the_concordance_of_the_values() {
        Random random = new Random(5);
        List<List<Integer>> units = random.ints(200, 1, 6)
                .mapToObj(value -> List.of(value, Math.max(1, Math.min(5, value + random.nextInt(4) - 2))))
                .toList();
        double[] one = units.stream().mapToDouble(unit -> unit.get(0)).toArray();
        double[] two = units.stream().mapToDouble(unit -> unit.get(1)).toArray();
        double means = mean(one) - mean(two);
        double concordance = 2 * covariance(one, two) / (covariance(one, one) + covariance(two, two) + means * means);

        assertThat(new RaterAgreement(units, 5).quadraticKappa().orElseThrow())
                .isCloseTo(concordance, within(1e-12))
                .isBetween(0.3, 0.9);
    }

    @Test
    void raters_who_say_one_thing_only_have_no_kappa_and_no_alpha() {
        RaterAgreement same = new RaterAgreement(Collections.nCopies(9, List.of(4, 4)), 5);
        RaterAgreement nothing = new RaterAgreement(List.of(List.of(4)), 5);

        assertThat(same.quadraticKappa()).isEmpty();
        assertThat(same.ordinalAlpha()).isEmpty();
        assertThat(same.exact()).hasValue(1);
        assertThat(nothing.exact()).isEmpty();
        assertThat(nothing.ordinalAlpha()).isEmpty();
    }

    private static double mean(double[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).sum() / values.length;
    }

    private static double covariance(double[] one, double[] two) {
        double left = mean(one);
        double right = mean(two);
        return IntStream.range(0, one.length)
                        .mapToDouble(i -> (one[i] - left) * (two[i] - right))
                        .sum()
                / one.length;
    }
}
