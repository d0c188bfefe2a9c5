package org.radiologygpt.routes.lanes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class OffsetTrackerTest {
    private final OffsetTracker tracker = new OffsetTracker();

    @Test
    void nothing_received_is_nothing_to_commit() {
        assertThat(tracker.committable()).isEmpty();
        assertThat(tracker.next()).isEmpty();
    }

    @Test
    void first_record_that_is_not_done_holds_all_behind_it() {
        received(7, 8, 9);
        tracker.done(8);
        tracker.done(9);
        assertThat(tracker.committable()).hasValue(7);
        assertThat(tracker.span()).isEqualTo(3);
        tracker.done(7);
        assertThat(tracker.committable()).hasValue(10);
        assertThat(tracker.span()).isZero();
    }

    @Test
    void offsets_that_never_came_hold_nothing_up() {
        received(3, 10, 20);
        tracker.done(3);
        assertThat(tracker.committable()).hasValue(10);
        tracker.done(20);
        tracker.done(10);
        assertThat(tracker.committable()).hasValue(21);
    }

    @Test
    void record_that_ends_twice_or_was_never_received_changes_nothing() {
        received(1, 2);
        tracker.done(1);
        tracker.done(1);
        tracker.done(99);
        assertThat(tracker.committable()).hasValue(2);
    }

    @Test
    void record_before_the_last_one_is_refused() {
        received(5);
        assertThat(tracker.isBehind(5)).isFalse();
        assertThat(tracker.isBehind(6)).isTrue();
        assertThatThrownBy(() -> tracker.received(5)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Against a model that keeps everything: after each step, all below the committable offset is done, and it is not. */
    @Property
    void committable_is_the_first_that_is_not_done(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int records, @ForAll @IntRange(max = 3) int gaps) {
        Random random = new Random(seed);
        OffsetTracker subject = new OffsetTracker();
        List<Long> open = new ArrayList<>();
        Set<Long> done = new HashSet<>();
        List<Long> all = new ArrayList<>();
        long offset = random.nextInt(1000);
        while (all.size() < records || !open.isEmpty()) {
            if (all.size() < records && (open.isEmpty() || random.nextBoolean())) {
                subject.received(offset);
                all.add(offset);
                open.add(offset);
                offset += 1 + random.nextInt(gaps + 1);
            } else {
                Long ended = open.remove(random.nextInt(open.size()));
                subject.done(ended);
                done.add(ended);
            }
            long expected =
                    all.stream().filter(one -> !done.contains(one)).findFirst().orElse(all.get(all.size() - 1) + 1);
            assertThat(subject.committable()).isEqualTo(OptionalLong.of(expected));
            long span = all.stream().filter(one -> one >= expected).count();
            assertThat(subject.span()).isEqualTo((int) span);
        }
    }

    private void received(long... offsets) {
        for (long offset : offsets) {
            tracker.received(offset);
        }
    }
}
