package org.radiologygpt.model.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FairQueueTest {
    private static final long AGEING = 1_000;

    private final AtomicLong now = new AtomicLong();
    private final FairQueue<String> queue = new FairQueue<>(6, AGEING, now::get);

    @Test
    void urgent_ones_go_before_those_that_came_first() throws Exception {
        offer("r", Priority.ROUTINE, "a");
        offer("u", Priority.URGENT, "a");
        offer("s", Priority.STAT, "a");
        assertThat(queue.sizes())
                .containsEntry(Priority.STAT, 1)
                .containsEntry(Priority.URGENT, 1)
                .containsEntry(Priority.ROUTINE, 1);
        assertThat(all()).containsExactly("s", "u", "r");
    }

    @Test
    void clients_of_one_priority_take_turns_and_keep_their_own_order() throws Exception {
        offer("a1", Priority.ROUTINE, "a");
        offer("a2", Priority.ROUTINE, "a");
        offer("a3", Priority.ROUTINE, "a");
        offer("b1", Priority.ROUTINE, "b");
        offer("b2", Priority.ROUTINE, "b");
        offer("c1", Priority.ROUTINE, "c");
        assertThat(all()).containsExactly("a1", "b1", "c1", "a2", "b2", "a3");
    }

    @Test
    void full_queue_refuses_the_newest_of_equals() {
        IntStream.range(0, 6).forEach(i -> offer("" + i, Priority.ROUTINE, "client " + i));
        assertThat(queue.offer("more", new Turn(Priority.ROUTINE, "another"))).contains("more");
        assertThat(queue.size()).isEqualTo(6);
    }

    @Test
    void full_queue_takes_an_urgent_one_for_the_newest_routine_one() throws Exception {
        IntStream.range(0, 6).forEach(i -> offer("" + i, Priority.ROUTINE, "a"));
        assertThat(queue.offer("s", new Turn(Priority.STAT, "a"))).contains("5");
        assertThat(all()).containsExactly("s", "0", "1", "2", "3", "4");
    }

    @Test
    void flood_of_one_client_keeps_no_other_out() {
        IntStream.range(0, 6).forEach(i -> offer("" + i, Priority.ROUTINE, "flood"));
        assertThat(queue.offer("b1", new Turn(Priority.ROUTINE, "b"))).contains("5");
        assertThat(queue.offer("b2", new Turn(Priority.ROUTINE, "b"))).contains("4");
        assertThat(queue.offer("b3", new Turn(Priority.ROUTINE, "b"))).contains("3");
        assertThat(queue.offer("b4", new Turn(Priority.ROUTINE, "b"))).contains("b4");
        assertThat(queue.offer("6", new Turn(Priority.ROUTINE, "flood"))).contains("6");
    }

    @Test
    void aged_request_is_not_exchanged() {
        IntStream.range(0, 6).forEach(i -> offer("" + i, Priority.ROUTINE, "a"));
        now.addAndGet(AGEING);
        assertThat(queue.offer("s", new Turn(Priority.STAT, "a"))).contains("s");
    }

    @Test
    void aged_requests_of_others_keep_no_urgent_one_out() {
        offer("old", Priority.ROUTINE, "a");
        offer("old too", Priority.URGENT, "b");
        offer("old as well", Priority.URGENT, "b");
        now.addAndGet(AGEING);
        offer("u1", Priority.URGENT, "c");
        offer("u2", Priority.URGENT, "d");
        offer("u3", Priority.URGENT, "d");
        assertThat(queue.offer("s1", new Turn(Priority.STAT, "a"))).contains("u3");
        assertThat(queue.offer("u4", new Turn(Priority.URGENT, "d"))).contains("u4");
        assertThat(queue.offer("s2", new Turn(Priority.STAT, "a")).orElseThrow())
                .isIn("u1", "u2");
        assertThat(queue.size()).isEqualTo(6);
    }

    @Test
    void request_that_is_taken_out_leaves_nothing_behind() throws Exception {
        offer("a1", Priority.ROUTINE, "a");
        offer("b1", Priority.ROUTINE, "b");
        assertThat(queue.remove("a1")).isTrue();
        assertThat(queue.remove("a1")).isFalse();
        assertThat(queue.size()).isEqualTo(1);
        assertThat(all()).containsExactly("b1");
        assertThat(queue.poll(0)).isEmpty();
    }

    @Test
    void one_slot_in_four_goes_to_an_aged_request() throws Exception {
        offer("r", Priority.ROUTINE, "a");
        now.addAndGet(AGEING);
        IntStream.range(0, 5).forEach(i -> offer("s" + i, Priority.STAT, "a"));
        assertThat(all()).containsExactly("s0", "s1", "s2", "r", "s3", "s4");
    }

    /** The bound in the class comment, while urgent requests and those of others come without end. */
    @Property(tries = 200)
    void no_request_starves(@ForAll long seed, @ForAll @IntRange(max = 10) int before) throws Exception {
        Random random = new Random(seed);
        FairQueue<String> busy = new FairQueue<>(1_000, AGEING, now::get);
        for (int i = 0; i < before; i++) {
            busy.offer("before " + i, turn(random));
        }
        now.incrementAndGet();
        busy.offer("it", new Turn(Priority.ROUTINE, "it"));
        now.addAndGet(AGEING);
        int slots = 0;
        String next;
        do {
            busy.offer("later " + slots, turn(random));
            busy.offer("too " + slots, turn(random));
            next = busy.poll(0).orElseThrow();
            slots++;
        } while (!next.equals("it"));
        assertThat(slots).isLessThanOrEqualTo(FairQueue.OUT_OF_TURN * (before + 1));
    }

    private static Turn turn(Random random) {
        Priority priority = Priority.values()[random.nextInt(3)];
        return new Turn(priority, "client " + random.nextInt(4));
    }

    private void offer(String item, Priority priority, String client) {
        assertThat(queue.offer(item, new Turn(priority, client))).isEmpty();
    }

    private List<String> all() throws InterruptedException {
        List<String> all = new ArrayList<>();
        for (var next = queue.poll(0); next.isPresent(); next = queue.poll(0)) {
            all.add(next.get());
        }
        return all;
    }
}
