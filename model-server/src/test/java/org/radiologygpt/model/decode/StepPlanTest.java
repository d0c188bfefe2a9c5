package org.radiologygpt.model.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.radiologygpt.model.decode.StepPlan.Run;

class StepPlanTest {
    private static final int MAX_TOKENS = 9;

    @Property
    void every_active_slot_is_in_exactly_one_run_and_no_full_idle_slot_is_in_any(
            @ForAll @Size(min = 1, max = 12) Set<@IntRange(max = 15) Integer> active, @ForAll long seed) {
        int[] lengths = new Random(seed).ints(16, 0, MAX_TOKENS + 1).toArray();
        int[] slots = active.stream().mapToInt(slot -> slot).toArray();
        List<Integer> covered = StepPlan.of(slots, lengths, MAX_TOKENS).stream()
                .flatMap(run ->
                        IntStream.range(run.first(), run.first() + run.count()).boxed())
                .toList();
        assertThat(covered).doesNotHaveDuplicates().containsAll(active);
        assertThat(covered).allMatch(slot -> active.contains(slot) || lengths[slot] < MAX_TOKENS);
    }

    @Test
    void neighbours_step_in_one_pass_whatever_their_order() {
        assertThat(plan(2, 0, 1)).containsExactly(new Run(0, 3));
    }

    @Test
    void an_idle_slot_between_two_active_ones_is_carried_along() {
        assertThat(plan(0, 2)).containsExactly(new Run(0, 3));
    }

    @Test
    void slots_far_apart_step_in_passes_of_their_own() {
        assertThat(plan(0, 7)).containsExactly(new Run(0, 1), new Run(7, 1));
    }

    private static List<Run> plan(int... active) {
        return StepPlan.of(active, new int[8], MAX_TOKENS);
    }
}
