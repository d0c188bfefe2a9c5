package org.radiologygpt.routes.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.radiologygpt.draft.ModelIdentity;
import org.radiologygpt.routes.draft.ModelException.Kind;

class ResilientModelTest {
    private static final Resilience SETTINGS =
            new Resilience(Duration.ofMillis(200), 3, Duration.ofMillis(5), 2, 50, 4, Duration.ofMinutes(1));
    private static final Completion ANSWER = new Completion("text", false, 1, 1, new ModelIdentity("demo", "", ""));

    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final AtomicInteger calls = new AtomicInteger();

    @AfterEach
    void stop() {
        executor.shutdownNow();
    }

    @Test
    void passing_fault_is_retried_within_the_call() {
        ResilientModel model = model(prompt -> {
            if (calls.incrementAndGet() < 3) {
                throw new ModelException(Kind.UNAVAILABLE, "down");
            }
            return ANSWER;
        });
        assertThat(model.complete("prompt")).isEqualTo(ANSWER);
        assertThat(calls).hasValue(3);
    }

    @Test
    void refused_prompt_is_neither_retried_nor_counted_against_the_server() {
        ResilientModel model = model(prompt -> {
            calls.incrementAndGet();
            throw new ModelException(Kind.PROMPT_TOO_LONG, "too long");
        });
        for (int i = 0; i < 8; i++) {
            assertThat(failure(model)).isEqualTo(Kind.PROMPT_TOO_LONG);
        }
        assertThat(calls).hasValue(8);
        assertThat(model.breaker().getState()).isEqualTo(State.CLOSED);
    }

    @Test
    void breaker_opens_after_failures_and_spares_the_server() {
        ResilientModel model = model(prompt -> {
            calls.incrementAndGet();
            throw new ModelException(Kind.FAILED, "500");
        });
        failure(model);
        failure(model);
        int before = calls.get();
        assertThat(model.breaker().getState()).isEqualTo(State.OPEN);
        assertThat(failure(model)).isEqualTo(Kind.UNAVAILABLE);
        assertThat(calls).hasValue(before);
    }

    @Test
    void overloaded_server_is_left_the_time_it_asks_for_and_does_not_open_the_breaker() {
        Duration asked = Duration.ofMillis(400);
        ResilientModel model = model(prompt -> {
            if (calls.incrementAndGet() % 2 == 1) {
                throw new ModelException(Kind.UNAVAILABLE, "overloaded", Optional.of(asked));
            }
            return ANSWER;
        });
        long start = System.nanoTime();
        for (int i = 0; i < 4; i++) {
            assertThat(model.complete("prompt")).isEqualTo(ANSWER);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(asked.multipliedBy(4));
        assertThat(model.breaker().getState()).isEqualTo(State.CLOSED);
    }

    @Test
    void server_that_asks_for_long_is_not_waited_for_within_the_call() {
        ResilientModel model = model(prompt -> {
            calls.incrementAndGet();
            throw new ModelException(Kind.UNAVAILABLE, "overloaded", Optional.of(Duration.ofMinutes(1)));
        });
        assertThatThrownBy(() -> model.complete("prompt"))
                .isInstanceOfSatisfying(
                        ModelException.class, e -> assertThat(e.retryAfter()).contains(Duration.ofMinutes(1)));
        assertThat(calls).hasValue(1);
    }

    @Test
    void failures_open_the_breaker_only_where_no_server_is_left() {
        AtomicBoolean allDown = new AtomicBoolean();
        ResilientModel model = new ResilientModel(
                prompt -> {
                    throw new ModelException(Kind.FAILED, "500");
                },
                SETTINGS,
                executor,
                allDown::get);
        for (int i = 0; i < 4; i++) {
            failure(model);
        }
        assertThat(model.breaker().getState()).isEqualTo(State.CLOSED);
        allDown.set(true);
        for (int i = 0; i < 4; i++) {
            failure(model);
        }
        assertThat(model.breaker().getState()).isEqualTo(State.OPEN);
    }

    @Test
    void call_out_of_time_is_given_up_and_interrupted() throws InterruptedException {
        CountDownLatch interrupted = new CountDownLatch(1);
        ResilientModel model = model(prompt -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return ANSWER;
        });
        assertThat(failure(model)).isEqualTo(Kind.TIMEOUT);
        assertThat(interrupted.await(5, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void fault_of_another_kind_is_named_by_its_class_only() {
        ResilientModel model = model(prompt -> {
            throw new IllegalStateException("patient Doe");
        });
        assertThatThrownBy(() -> model.complete("prompt"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("IllegalStateException")
                .hasMessageNotContaining("Doe")
                .hasNoCause();
    }

    @Test
    void bulkhead_lets_only_so_many_calls_through() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicBoolean exceeded = new AtomicBoolean();
        ResilientModel model = model(prompt -> {
            exceeded.compareAndSet(false, inside.incrementAndGet() > 2);
            Thread.onSpinWait();
            inside.decrementAndGet();
            return ANSWER;
        });
        var all = java.util.stream.IntStream.range(0, 16)
                .mapToObj(i -> executor.submit(() -> model.complete("prompt")))
                .toList();
        for (var call : all) {
            assertThat(call.get()).isEqualTo(ANSWER);
        }
        assertThat(exceeded).isFalse();
    }

    private ResilientModel model(ImpressionModel inner) {
        return new ResilientModel(inner, SETTINGS, executor);
    }

    private static Kind failure(ImpressionModel model) {
        try {
            model.complete("prompt");
        } catch (ModelException e) {
            return e.kind();
        }
        throw new AssertionError("it answered");
    }
}
