package org.radiologygpt.model.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.radiologygpt.model.generate.GenerationException.Cause;

/** Who gets a slot, and what becomes of those who wait; one slot, held by an answer that ends when it is told to. */
@Timeout(60)
class PriorityTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TestDecoder decoder = TestDecoder.echo(1, 256);
    private final CountDownLatch released = new CountDownLatch(1);
    private final List<String> order = Collections.synchronizedList(new ArrayList<>());

    PriorityTest() {
        decoder.beforePass.set(() -> {
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Test
    void waiting_requests_get_the_slot_by_priority_and_client() throws Exception {
        try (BatchScheduler scheduler = start(10)) {
            List<CompletableFuture<Generation>> all = new ArrayList<>(List.of(hold(scheduler)));
            all.add(submit(scheduler, "a1", Priority.ROUTINE, "a"));
            all.add(submit(scheduler, "a2", Priority.ROUTINE, "a"));
            all.add(submit(scheduler, "b1", Priority.ROUTINE, "b"));
            all.add(submit(scheduler, "urgent", Priority.URGENT, "a"));
            all.add(submit(scheduler, "stat", Priority.STAT, "a"));
            released.countDown();
            CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get();
            assertThat(order).containsExactly("held", "stat", "urgent", "a1", "b1", "a2");
        }
    }

    @Test
    void cancelled_and_late_requests_leave_the_queue_at_once() throws Exception {
        try (BatchScheduler scheduler = start(2)) {
            CompletableFuture<Generation> held = hold(scheduler);
            CompletableFuture<Generation> cancelled = submit(scheduler, "cancelled", Priority.ROUTINE, "a");
            CompletableFuture<Generation> late = scheduler.generate(
                    new GenerationRequest("[late]\n", 9, Sampling.GREEDY, List.of(), Duration.ofMillis(20)), p -> {});
            cancelled.cancel(false);
            await().atMost(PATIENCE).until(late::isCompletedExceptionally);
            await().atMost(PATIENCE).until(() -> waiting(scheduler) == 0);
            CompletableFuture<Generation> next = submit(scheduler, "next", Priority.ROUTINE, "a");
            released.countDown();
            held.get();
            assertThat(next.get().text()).isEqualTo("next");
        }
    }

    @Test
    void displaced_request_is_told_that_the_server_is_overloaded() throws Exception {
        try (BatchScheduler scheduler = start(1)) {
            hold(scheduler);
            CompletableFuture<Generation> routine = submit(scheduler, "routine", Priority.ROUTINE, "a");
            CompletableFuture<Generation> stat = submit(scheduler, "stat", Priority.STAT, "a");
            assertThatThrownBy(routine::get)
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOfSatisfying(GenerationException.class, e -> {
                        assertThat(e.kind()).isEqualTo(Cause.OVERLOADED);
                        assertThat(e.retryAfterSeconds()).isBetween(1, 60);
                    });
            released.countDown();
            assertThat(stat.get().text()).isEqualTo("stat");
        }
    }

    @Test
    void load_tells_what_waits_and_what_is_held() throws Exception {
        try (BatchScheduler scheduler = start(10)) {
            CompletableFuture<Generation> held = hold(scheduler);
            submit(scheduler, "routine", Priority.ROUTINE, "a");
            submit(scheduler, "stat", Priority.STAT, "a");
            Load load = scheduler.load().orElseThrow();
            assertThat(load.waiting()).containsEntry(Priority.STAT, 1).containsEntry(Priority.ROUTINE, 1);
            assertThat(load.busySlots()).isEqualTo(1);
            assertThat(load.slots()).isEqualTo(1);
            assertThat(load.kvCapacity()).isEqualTo(256);
            released.countDown();
            held.get();
            await().atMost(PATIENCE).until(() -> scheduler.load().orElseThrow().busySlots() == 0);
            await().atMost(PATIENCE).until(() -> scheduler.load().orElseThrow().kvTokens() == 0);
        }
    }

    @Test
    void retry_is_told_from_the_queue_and_the_pace_of_answers() {
        Pace pace = new Pace();
        assertThat(pace.retryAfterSeconds(100, 4)).isEqualTo(1);
        pace.ended(2_000_000_000);
        assertThat(pace.retryAfterSeconds(16, 4)).isEqualTo(8);
        assertThat(pace.retryAfterSeconds(0, 4)).isEqualTo(1);
        assertThat(pace.retryAfterSeconds(1_000, 4)).isEqualTo(60);
    }

    private BatchScheduler start(int queue) {
        return BatchScheduler.start(decoder, new TestTokens(), new GeneratorOptions(queue, true));
    }

    private CompletableFuture<Generation> hold(BatchScheduler scheduler) {
        CompletableFuture<Generation> held = submit(scheduler, "held", Priority.ROUTINE, "a");
        await().atMost(PATIENCE).until(() -> scheduler.busySlots() == 1);
        return held;
    }

    private CompletableFuture<Generation> submit(
            BatchScheduler scheduler, String name, Priority priority, String client) {
        GenerationRequest request = new GenerationRequest(
                        "[" + name + "]\n", 20, Sampling.GREEDY, List.of(), Duration.ofSeconds(50))
                .withTurn(new Turn(priority, client));
        CompletableFuture<Generation> answer = scheduler.generate(request, piece -> {});
        answer.thenRun(() -> order.add(name));
        return answer;
    }

    private static int waiting(BatchScheduler scheduler) {
        return Stream.of(Priority.values())
                .mapToInt(priority -> scheduler.load().orElseThrow().waiting().get(priority))
                .sum();
    }
}
