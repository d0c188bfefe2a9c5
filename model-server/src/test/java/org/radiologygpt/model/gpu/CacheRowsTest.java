package org.radiologygpt.model.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.radiologygpt.model.gpu.CacheRows.Move;

class CacheRowsTest {
    @Property(tries = 200)
    void whatever_steps_come_each_slot_that_holds_something_keeps_it_and_active_ones_are_first(
            @ForAll @IntRange(min = 1, max = 12) int slots, @ForAll long seed) {
        Random random = new Random(seed);
        CacheRows rows = new CacheRows(slots);
        Buckets buckets = Buckets.of(slots, 512);
        int[] contentOfRow = IntStream.rangeClosed(0, slots).toArray();
        boolean[] holds = new boolean[slots];
        for (int step = 0; step < 20; step++) {
            for (int slot = 0; slot < slots; slot++) {
                holds[slot] = random.nextInt(4) > 0;
                if (!holds[slot]) {
                    contentOfRow[rows.of(slot)] = -1;
                } else {
                    contentOfRow[rows.of(slot)] = slot;
                }
            }
            int[] active = active(random, slots);
            for (int slot : active) {
                holds[slot] = true;
                contentOfRow[rows.of(slot)] = slot;
            }
            int bucket = buckets.rows(active.length);
            for (Move move : rows.gather(active, bucket, slot -> !holds[slot])) {
                contentOfRow[move.to()] = contentOfRow[move.from()];
            }
            for (int slot : active) {
                assertThat(rows.of(slot)).isLessThan(bucket);
            }
            for (int slot = 0; slot < slots; slot++) {
                if (holds[slot]) {
                    assertThat(contentOfRow[rows.of(slot)]).isEqualTo(slot);
                }
            }
            assertThat(IntStream.range(0, slots).map(rows::of)).doesNotHaveDuplicates();
        }
    }

    private static int[] active(Random random, int slots) {
        List<Integer> all = new ArrayList<>(IntStream.range(0, slots).boxed().toList());
        Collections.shuffle(all, random);
        return all.subList(0, 1 + random.nextInt(slots)).stream()
                .mapToInt(slot -> slot)
                .toArray();
    }

    @Test
    void slots_that_are_first_already_do_not_move() {
        assertThat(new CacheRows(8).gather(new int[] {2, 0, 3}, 4, slot -> false))
                .isEmpty();
    }

    @Test
    void the_last_goes_into_the_hole_that_an_empty_slot_leaves() {
        CacheRows rows = new CacheRows(8);
        assertThat(rows.gather(new int[] {0, 7}, 2, slot -> slot == 1)).containsExactly(new Move(7, 1));
        assertThat(rows.of(1)).isEqualTo(7);
    }

    @Test
    void a_sequence_in_the_way_is_put_aside_first() {
        CacheRows rows = new CacheRows(8);
        assertThat(rows.gather(new int[] {0, 7}, 2, slot -> false)).containsExactly(new Move(1, 8), new Move(7, 1));
        assertThat(rows.of(1)).isEqualTo(8);
    }
}
