package org.radiologygpt.model.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LikeliestTest {
    @Property(tries = 50)
    void a_row_keeps_what_was_told_its_sum_and_its_order(
            @ForAll @IntRange(min = 64, max = 2000) int vocab,
            @ForAll @IntRange(min = 0, max = 20) int spread,
            @ForAll long seed) {
        Random random = new Random(seed);
        float[] all = new float[vocab];
        for (int id = 0; id < vocab; id++) {
            all[id] = (float) (spread * random.nextGaussian());
        }
        int[] order = IntStream.range(0, vocab)
                .boxed()
                .sorted(Comparator.comparing((Integer id) -> -all[id]).thenComparing(id -> id))
                .mapToInt(id -> id)
                .limit(64)
                .toArray();
        float[] values = new float[64];
        long[] ids = new long[64];
        IntStream.range(0, 64).forEach(rank -> {
            values[rank] = all[order[rank]];
            ids[rank] = order[rank];
        });
        float[] row = new Likeliest(values, ids, (float) logSum(all)).row(vocab);
        assertThat(logSum(row)).isCloseTo(logSum(all), within(1e-4));
        for (int id : order) {
            assertThat(row[id]).isEqualTo(all[id]);
        }
        for (float logit : row) {
            assertThat(logit).isLessThanOrEqualTo(values[0]).isGreaterThan(-1e6f);
        }
        assertThat(IntStream.range(0, vocab).filter(id -> row[id] > values[63]).count())
                .isLessThan(64);
    }

    @Test
    void what_is_no_number_stays_none() {
        assertThat(new Likeliest(new float[] {1, 0}, new long[] {4, 2}, Double.NaN).row(9)[0])
                .isNaN();
    }

    private static double logSum(float[] logits) {
        double most = Float.NEGATIVE_INFINITY;
        for (float logit : logits) {
            most = Math.max(most, logit);
        }
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp(logit - most);
        }
        return most + Math.log(sum);
    }
}
