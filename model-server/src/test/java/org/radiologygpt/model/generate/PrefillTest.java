package org.radiologygpt.model.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Prompts in chunks between the steps of running answers. */
@Timeout(60)
class PrefillTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void running_answer_goes_on_while_a_long_prompt_is_computed() throws Exception {
        TestDecoder decoder = TestDecoder.echo(2, 1_000_000);
        try (BatchScheduler scheduler = start(decoder, 10, true)) {
            AtomicInteger pieces = new AtomicInteger();
            CompletableFuture<Generation> running =
                    scheduler.generate(request("no marker\n", 900_000), piece -> pieces.incrementAndGet());
            await().atMost(PATIENCE).until(() -> pieces.get() > 0);
            int before = pieces.get();
            scheduler
                    .generate(request("x".repeat(2_000) + "[b]\n", 5), piece -> {})
                    .get();
            assertThat(pieces.get() - before).isGreaterThanOrEqualTo(150);
            running.cancel(false);
        }
    }

    @Test
    void no_pass_computes_more_than_a_chunk_of_prompts() throws Exception {
        TestDecoder decoder = TestDecoder.echo(4, 4_096);
        try (BatchScheduler scheduler = start(decoder, 32, true)) {
            AtomicInteger computed = new AtomicInteger();
            AtomicInteger most = new AtomicInteger();
            decoder.beforePass.set(() -> {
                int now = decoder.prefilled.get();
                most.accumulateAndGet(now - computed.getAndSet(now), Math::max);
            });
            for (int i = 0; i < 8; i++) {
                scheduler
                        .generate(request(i + "y".repeat(i * 20) + "[b]\n", 5), piece -> {})
                        .get();
            }
            assertThat(most).hasValueBetween(1, 32);
        }
    }

    @Test
    void few_running_answers_pause_longer_where_many_can_begin() throws Exception {
        TestDecoder decoder = TestDecoder.echo(4, 1_000_000);
        try (BatchScheduler scheduler = start(decoder, 10, true)) {
            AtomicInteger passes = new AtomicInteger();
            AtomicInteger most = new AtomicInteger();
            CountDownLatch stepped = new CountDownLatch(1);
            CountDownLatch released = new CountDownLatch(1);
            CompletableFuture<Generation> running = scheduler.generate(request("no marker\n", 900_000), piece -> {
                stepped.countDown();
                hold(released);
                passes.set(0);
            });
            stepped.await();
            decoder.beforePrefill.set(() -> most.accumulateAndGet(passes.incrementAndGet(), Math::max));
            List<CompletableFuture<Generation>> waiting = Stream.of("a", "b", "c")
                    .map(name -> scheduler.generate(request(name + "x".repeat(100) + "[b]\n", 500), piece -> {}))
                    .toList();
            released.countDown();
            for (CompletableFuture<Generation> answer : waiting) {
                assertThat(answer.get().text()).isEqualTo("b");
            }
            assertThat(most).hasValue(3);
            running.cancel(false);
        }
    }

    @Test
    void cancelled_request_stops_between_chunks_and_what_it_computed_is_reused() throws Exception {
        TestDecoder decoder = TestDecoder.hashing(1, 4_096);
        String prompt = "z".repeat(1_000);
        Generation whole;
        try (BatchScheduler alone = start(TestDecoder.hashing(1, 4_096), 4_096, false)) {
            whole = alone.generate(request(prompt, 20), piece -> {}).get();
        }
        try (BatchScheduler scheduler = start(decoder, 10, true)) {
            CountDownLatch third = new CountDownLatch(3);
            CountDownLatch released = new CountDownLatch(1);
            decoder.beforePass.set(() -> {
                third.countDown();
                if (third.getCount() == 0) {
                    hold(released);
                }
            });
            CompletableFuture<Generation> cancelled = scheduler.generate(request(prompt, 20), piece -> {});
            third.await();
            cancelled.cancel(false);
            released.countDown();
            await().atMost(PATIENCE).until(() -> scheduler.busySlots() == 0);
            assertThat(decoder.prefilled).hasValue(30);
            assertThat(scheduler.generate(request(prompt, 20), piece -> {}).get())
                    .isEqualTo(whole);
            assertThat(decoder.prefilled).hasValue(1_001);
        }
    }

    @Test
    void engine_failure_within_a_prompt_ends_only_that_request() throws Exception {
        TestDecoder decoder = TestDecoder.echo(2, 1_000_000);
        try (BatchScheduler scheduler = start(decoder, 10, true)) {
            AtomicInteger pieces = new AtomicInteger();
            CompletableFuture<Generation> running =
                    scheduler.generate(request("no marker\n", 900_000), piece -> pieces.incrementAndGet());
            await().atMost(PATIENCE).until(() -> pieces.get() > 0);
            int already = decoder.prefilled.get();
            decoder.beforePrefill.set(() -> {
                if (decoder.prefilled.get() >= already + 50) {
                    throw new IllegalStateException("engine");
                }
            });
            CompletableFuture<Generation> failing =
                    scheduler.generate(request("w".repeat(200) + "[b]\n", 5), piece -> {});
            await().atMost(PATIENCE).until(failing::isCompletedExceptionally);
            decoder.beforePrefill.set(() -> {});
            assertThat(scheduler
                            .generate(request("w".repeat(200) + "[b]\n", 5), piece -> {})
                            .get()
                            .text())
                    .isEqualTo("b");
            assertThat(running).isNotDone();
            running.cancel(false);
        }
    }

    private static BatchScheduler start(TestDecoder decoder, int chunk, boolean reuse) {
        return BatchScheduler.start(
                decoder, new TestTokens(), new GeneratorOptions(100, reuse).withPrefillChunk(chunk));
    }

    private static GenerationRequest request(String prompt, int maxTokens) {
        return new GenerationRequest(prompt, maxTokens, Sampling.GREEDY, List.of(), Duration.ofSeconds(60));
    }

    private static void hold(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
