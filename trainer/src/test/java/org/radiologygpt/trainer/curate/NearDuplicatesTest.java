package org.radiologygpt.trainer.curate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NearDuplicatesTest {
    @Test
    void jaccard_is_common_over_all() {
        long[] left = NearDuplicates.shingles(List.of("a", "b", "c", "d", "e"));
        long[] right = NearDuplicates.shingles(List.of("a", "b", "c", "d", "f"));
        assertThat(NearDuplicates.jaccard(left, right)).isEqualTo(0.5);
        assertThat(NearDuplicates.jaccard(left, left)).isEqualTo(1);
    }

    @Test
    void nothing_below_the_threshold_is_taken_for_a_duplicate_and_little_above_it_is_missed() {
        Random random = new Random(11);
        int above = 0;
        int missed = 0;
        for (int i = 0; i < 400; i++) {
            List<String> words = IntStream.range(0, 60)
                    .mapToObj(n -> "w" + random.nextInt(100_000))
                    .toList();
            List<String> changed = new ArrayList<>(words);
            IntStream.range(0, random.nextInt(8)).forEach(n -> changed.set(random.nextInt(60), "x" + n));
            NearDuplicates near = new NearDuplicates(0.8);
            assertThat(near.add(words)).isTrue();
            boolean duplicate =
                    NearDuplicates.jaccard(NearDuplicates.shingles(words), NearDuplicates.shingles(changed)) >= 0.8;
            boolean added = near.add(changed);
            assertThat(added || duplicate).isTrue();
            above += duplicate ? 1 : 0;
            missed += duplicate && added ? 1 : 0;
        }
        assertThat(above).isGreaterThan(100);
        assertThat(missed).isLessThanOrEqualTo(above / 50);
    }
}
