package org.radiologygpt.model.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class SamplerPropertyTest {
    private static final int[] NO_PROMPT = {};

    @Property(tries = 300)
    void draws_as_if_the_whole_vocabulary_were_sorted(
            @ForAll @IntRange(min = 1, max = 3000) int vocabulary,
            @ForAll @DoubleRange(min = 0.1, max = 2) double temperature,
            @ForAll @DoubleRange(min = 0.01, max = 1) double topP,
            @ForAll @IntRange(max = 200) int topK,
            @ForAll @DoubleRange(max = 0.5) double minP,
            @ForAll boolean coarse,
            @ForAll long seed) {
        Sampling sampling = new Sampling(temperature, topP, topK, seed).withMinP(coarse ? 0 : minP);
        Sampler sampler = new Sampler(sampling, NO_PROMPT);
        FullSortSampler reference = new FullSortSampler(sampling);
        for (int step = 0; step < 4; step++) {
            float[] logits = logits(vocabulary, seed + step, coarse);
            assertThat(sampler.next(logits)).isEqualTo(reference.next(logits));
        }
    }

    @Property(tries = 100)
    void ranks_are_those_of_a_sort(
            @ForAll @IntRange(min = 1, max = 5000) int vocabulary, @ForAll boolean coarse, @ForAll long seed) {
        float[] logits = logits(vocabulary, seed, coarse);
        int[] sorted = IntStream.range(0, vocabulary)
                .boxed()
                .sorted(Comparator.comparing((Integer id) -> -logits[id]))
                .mapToInt(id -> id)
                .toArray();
        MostLikely order = new MostLikely();
        assertThat(order.load(logits, Double.NEGATIVE_INFINITY)).isEqualTo(vocabulary);
        assertThat(IntStream.range(0, vocabulary).map(order::at).toArray()).isEqualTo(sorted);
    }

    @Example
    void rows_in_order_and_in_reverse_are_sorted_too() {
        float[] rising = new float[40_000];
        float[] falling = new float[40_000];
        for (int id = 0; id < rising.length; id++) {
            rising[id] = id;
            falling[id] = -id;
        }
        MostLikely order = new MostLikely();
        order.load(rising, Double.NEGATIVE_INFINITY);
        assertThat(IntStream.range(0, 3).map(order::at)).containsExactly(39_999, 39_998, 39_997);
        order.load(falling, -10);
        assertThat(IntStream.range(0, 11).map(order::at)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    }

    @Property(tries = 50)
    void same_seed_gives_the_same_tokens_whatever_is_asked_for(
            @ForAll @DoubleRange(max = 2) double temperature,
            @ForAll @DoubleRange(min = 0.5, max = 2) double repetition,
            @ForAll @DoubleRange(min = -2, max = 2) double frequency,
            @ForAll long seed) {
        Sampling sampling = new Sampling(
                temperature, 0.9, 40, seed, 0.01, new Penalties(repetition, frequency, 0.5), Map.of(3, 2.0));
        Sampler one = new Sampler(sampling, new int[] {1, 2, 3});
        Sampler two = new Sampler(sampling, new int[] {1, 2, 3});
        for (int step = 0; step < 20; step++) {
            float[] logits = logits(300, seed + step, false);
            assertThat(one.next(logits)).isEqualTo(two.next(logits));
        }
    }

    /** Coarse ones have many equal values. */
    private static float[] logits(int vocabulary, long seed, boolean coarse) {
        Random random = new Random(seed);
        float[] logits = new float[vocabulary];
        for (int id = 0; id < vocabulary; id++) {
            double logit = random.nextGaussian() * 3;
            logits[id] = (float) (coarse ? Math.rint(logit) : logit) + 0f;
        }
        return logits;
    }
}
