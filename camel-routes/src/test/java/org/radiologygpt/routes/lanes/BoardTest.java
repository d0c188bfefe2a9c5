package org.radiologygpt.routes.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class BoardTest {
    private long now;
    private long offset;
    private final Board board = new Board(() -> now);
    private final Slice.Stock stock = new Slice.Stock();
    private final Slice slice = new Slice(new TopicPartition("oru", 0), stock);
    private final Slice other = new Slice(new TopicPartition("oru", 1), stock);

    @Test
    void report_waits_for_the_one_before_it_and_others_do_not() {
        Held first = add("A", "A", 0, 1);
        Held second = add("A", "A", 0, 2);
        Held third = add("B", "B", 0, 0);
        assertThat(given(3)).containsExactly(first, third);
        board.done(first);
        assertThat(given(3)).containsExactly(second);
    }

    @Test
    void records_of_one_key_and_records_of_one_report_keep_their_order() {
        Held first = add("key-1", "A", 0, 0);
        Held sameReport = add("key-2", "A", 0, 0);
        Held sameKey = add("key-1", "B", 0, 0);
        Held free = add("key-3", "C", 0, 0);
        assertThat(given(4)).containsExactlyInAnyOrder(first, free);
        board.done(first);
        assertThat(given(4)).containsExactlyInAnyOrder(sameReport, sameKey);
    }

    @Test
    void records_of_which_nothing_is_known_keep_their_partitions_order() {
        Held first = add(null, null, 0, 0);
        Held second = add(null, null, 0, 0);
        assertThat(given(2)).containsExactly(first);
        board.done(first);
        assertThat(given(1)).containsExactly(second);
    }

    @Test
    void stat_goes_first_then_the_newest() {
        Held old = add("A", "A", 0, 1);
        Held stat = add("B", "B", 3, 2);
        Held recent = add("C", "C", 0, 3);
        assertThat(given(3)).containsExactly(stat, recent, old);
    }

    @Test
    void urgency_never_overtakes_within_a_report() {
        Held preliminary = add("A", "A", 0, 1);
        Held stat = add("A", "A", 3, 2);
        assertThat(given(2)).containsExactly(preliminary);
        board.done(preliminary);
        assertThat(given(1)).containsExactly(stat);
    }

    @Test
    void oldest_is_not_kept_waiting_by_newer_ones_for_ever() {
        Held oldest = add("old", "old", 0, 0);
        IntStream.range(0, 20).forEach(i -> add("new" + i, "new" + i, 3, 100 + i));
        assertThat(given(4)).contains(oldest);
    }

    @Test
    void record_that_is_to_be_attempted_again_holds_its_own_lane_only() {
        Held first = add("A", "A", 0, 0);
        Held second = add("A", "A", 0, 0);
        given(1);
        board.later(first, Duration.ofSeconds(5));
        Held free = add("B", "B", 0, 0);
        assertThat(given(2)).containsExactly(free);
        now += Duration.ofSeconds(5).toNanos();
        assertThat(given(2)).containsExactly(first);
        board.done(first);
        assertThat(given(1)).containsExactly(second);
    }

    @Test
    void partition_given_away_takes_what_waits_with_it_and_nothing_else() {
        Held inFlight = add("A", "A", 0, 0);
        given(1);
        add("A", "A", 0, 0);
        add("B", "B", 0, 0);
        Held elsewhere = held(other, "A", "A", 0, 0);
        board.add(elsewhere);
        board.withdraw(slice);
        assertThat(given(5)).containsExactly(elsewhere);
        assertThat(stock.records()).isEqualTo(2);
        board.later(inFlight, Duration.ZERO);
        assertThat(given(5)).isEmpty();
        assertThat(stock.records()).isEqualTo(1);
    }

    @Test
    void partition_that_comes_back_waits_for_what_is_still_in_flight_of_before() {
        Held before = add("A", "A", 0, 0);
        given(1);
        board.withdraw(slice);
        Slice again = new Slice(slice.partition(), stock);
        Held after = held(again, "A", "A", 0, 0);
        board.add(after);
        assertThat(given(1)).isEmpty();
        board.done(before);
        assertThat(given(1)).containsExactly(after);
    }

    @Test
    void closed_board_gives_nothing_out() throws InterruptedException {
        add("A", "A", 0, 0);
        board.close();
        assertThat(board.take()).isEmpty();
    }

    /** Random comings, ends, delays and give-aways: in each lane one at a time and in order, and nothing is left over. */
    @Property
    void order_within_lanes_holds_whatever_happens(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 80) int records,
            @ForAll @IntRange(min = 1, max = 5) int names) {
        Random random = new Random(seed);
        List<Held> inFlight = new ArrayList<>();
        Map<Lane, Long> last = new HashMap<>();
        Set<Held> ended = new HashSet<>();
        int added = 0;
        while (added < records || ended.size() < records) {
            int dice = random.nextInt(10);
            if (dice < 4 && added < records) {
                String key = random.nextInt(5) == 0 ? null : "k" + random.nextInt(names);
                String report = random.nextInt(5) == 0 ? null : "r" + random.nextInt(names);
                add(key, report, random.nextInt(4), random.nextInt(3));
                added++;
            } else if (dice < 7) {
                board.next().ifPresent(held -> {
                    for (Lane lane : held.lanes()) {
                        assertThat(inFlight).noneMatch(busy -> busy.lanes().contains(lane));
                        assertThat(held.record().offset()).isGreaterThanOrEqualTo(last.getOrDefault(lane, -1L));
                        last.put(lane, held.record().offset());
                    }
                    inFlight.add(held);
                });
            } else if (!inFlight.isEmpty()) {
                Held held = inFlight.remove(random.nextInt(inFlight.size()));
                if (random.nextInt(4) == 0) {
                    board.later(held, Duration.ofMillis(random.nextInt(50)));
                } else {
                    board.done(held);
                    ended.add(held);
                }
            }
            now += random.nextInt(20_000_000);
        }
        assertThat(stock.records()).isZero();
        assertThat(stock.bytes()).isZero();
        assertThat(board.inFlight()).isZero();
    }

    private List<Held> given(int most) {
        List<Held> given = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            Optional<Held> next = board.next();
            next.ifPresent(given::add);
        }
        return given;
    }

    private Held add(String key, String report, int urgency, long time) {
        Held held = held(slice, key, report, urgency, time);
        board.add(held);
        return held;
    }

    private Held held(Slice of, String key, String report, int urgency, long time) {
        ConsumerRecord<String, byte[]> record = new ConsumerRecord<>(
                of.partition().topic(),
                of.partition().partition(),
                offset++,
                time,
                TimestampType.CREATE_TIME,
                0,
                1,
                key,
                new byte[1],
                new RecordHeaders(),
                Optional.empty());
        return new Held(record, new Sight(Optional.ofNullable(report), urgency, Optional.empty()), of);
    }
}
