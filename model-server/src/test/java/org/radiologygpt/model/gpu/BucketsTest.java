package org.radiologygpt.model.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.radiologygpt.model.decode.TinyLlama;
import org.radiologygpt.model.weights.AdapterLimits;

class BucketsTest {
    @Property(tries = 200)
    void a_bucket_takes_what_is_wanted_and_not_much_more(
            @ForAll @IntRange(min = 1, max = 300) int slots,
            @ForAll @IntRange(min = 1, max = 8192) int maxTokens,
            @ForAll @IntRange(min = 1, max = 8192) int tokens) {
        Buckets buckets = Buckets.of(slots, maxTokens);
        int active = Math.min(slots, tokens);
        assertThat(buckets.rows(active)).isBetween(active, Math.min(slots, 2 * active));
        int wanted = Math.min(tokens, buckets.mostNew());
        assertThat(buckets.newTokens(wanted))
                .isBetween(wanted, Math.min(buckets.mostNew(), Math.max(buckets.leastNew(), 2 * wanted)));
        assertThat(buckets.capacity()).isBetween(maxTokens, maxTokens + maxTokens / 64);
        int held = Math.min(tokens, maxTokens);
        assertThat(buckets.pitch(held)).isBetween(held, Math.max(buckets.pitch(1), 2 * held));
        for (int i = 1; i < buckets.pitches().length; i++) {
            assertThat(buckets.pitches()[i]).isEqualTo(2 * buckets.pitches()[i - 1]);
        }
    }

    @Test
    void a_server_meets_few_shapes() {
        Buckets buckets = Buckets.of(64, 512);
        assertThat(buckets.pitches()).containsExactly(64, 128, 256, 512);
        assertThat(java.util.stream.IntStream.rangeClosed(1, 64)
                        .map(buckets::rows)
                        .distinct())
                .containsExactly(1, 2, 4, 8, 16, 32, 64);
    }

    @Property(tries = 100)
    void every_pass_is_within_a_profile(
            @ForAll @IntRange(min = 1, max = 70) int slots,
            @ForAll @IntRange(min = 1, max = 4096) int maxTokens,
            @ForAll @IntRange(min = 1, max = 70) int active,
            @ForAll @IntRange(min = 0, max = 4096) int held,
            @ForAll @IntRange(min = 1, max = 256) int added) {
        Buckets buckets = Buckets.of(slots, maxTokens);
        Profiles profiles =
                new Profiles(TinyLlama.GROUPED, new AdapterLimits(2, 8, List.of("q_proj", "up_proj")), buckets);
        long past = buckets.pitch(Math.min(held, maxTokens));
        Map<String, List<Long>> prompt = profiles.shapes(1, buckets.newTokens(added), past);
        Map<String, List<Long>> step = profiles.shapes(buckets.rows(Math.min(active, slots)), 1, past);
        assertThat(profiles.all().get(0).takes(prompt)).isTrue();
        assertThat(profiles.all().get(1).takes(profiles.shapes(1, 1, past))).isTrue();
        assertThat(profiles.all().get(2).takes(step)).isTrue();
        assertThat(profiles.all().get(2).takes(profiles.shapes(slots + 1, 1, past)))
                .isFalse();
        assertThat(profiles.all())
                .allSatisfy(profile -> profile.inputs().values().forEach(input -> {
                    assertThat(input.takes(input.usual())).isTrue();
                }));
    }
}
