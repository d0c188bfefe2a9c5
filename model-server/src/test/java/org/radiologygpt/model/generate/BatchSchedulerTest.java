package org.radiologygpt.model.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.radiologygpt.model.generate.Generation.Finish;
import org.radiologygpt.model.generate.GenerationException.Cause;

@Timeout(60)
class BatchSchedulerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LONG = Duration.ofSeconds(60);

    @Test
    void requests_share_steps() throws Exception {
        TestDecoder decoder = TestDecoder.echo(4, 128);
        CountDownLatch submitted = new CountDownLatch(1);
        decoder.beforePass.set(() -> awaitLatch(submitted));
        try (BatchScheduler scheduler = start(decoder, 10)) {
            List<CompletableFuture<Generation>> answers = IntStream.range(0, 4)
                    .mapToObj(i -> scheduler.generate(request("[answer " + i + "]\n", 40), piece -> {}))
                    .toList();
            submitted.countDown();
            for (int i = 0; i < 4; i++) {
                assertThat(answers.get(i).get()).isEqualTo(new Generation("answer " + i, Finish.STOP, 12, 8));
            }
            assertThat(decoder.widestStep).hasValue(4);
        }
    }

    @Test
    void pieces_come_in_order_and_make_up_the_answer() throws Exception {
        StringBuilder pieces = new StringBuilder();
        try (BatchScheduler scheduler = start(TestDecoder.echo(1, 128), 10)) {
            Generation answer = scheduler
                    .generate(request("[5 µm — naïve 🫁]\n", 60), piece -> {
                        assertThat(piece.text()).doesNotContain("\uFFFD");
                        pieces.append(piece.text());
                    })
                    .get();
            assertThat(answer.text()).isEqualTo("5 µm — naïve 🫁");
            assertThat(pieces).hasToString(answer.text());
        }
    }

    @Test
    void stop_text_ends_the_answer_before_it() throws Exception {
        try (BatchScheduler scheduler = start(TestDecoder.echo(1, 128), 10)) {
            GenerationRequest request =
                    new GenerationRequest("[Normal. END more]\n", 60, Sampling.GREEDY, List.of(" END"), LONG);
            Generation answer = scheduler.generate(request, piece -> {}).get();
            assertThat(answer.text()).isEqualTo("Normal.");
            assertThat(answer.finish()).isEqualTo(Finish.STOP);
        }
    }

    @Test
    void max_tokens_and_the_end_of_the_context_cut_the_answer() throws Exception {
        try (BatchScheduler scheduler = start(TestDecoder.echo(1, 20), 10)) {
            assertThat(scheduler.generate(request("[Normal.]\n", 3), p -> {}).get())
                    .isEqualTo(new Generation("Nor", Finish.LENGTH, 11, 3));
            assertThat(scheduler.generate(request("no marker\n", 99), p -> {}).get())
                    .extracting(Generation::finish, Generation::completionTokens)
                    .containsExactly(Finish.LENGTH, 9);
        }
    }

    @Test
    void prompt_as_long_as_the_context_is_refused() {
        try (BatchScheduler scheduler = start(TestDecoder.echo(1, 8), 10)) {
            assertFails(scheduler.generate(request("1234567", 1), p -> {}), Cause.PROMPT_TOO_LONG);
        }
    }

    @Test
    void cancelled_request_frees_its_slot() throws Exception {
        try (BatchScheduler scheduler = start(TestDecoder.echo(1, 1_000_000), 10)) {
            CompletableFuture<Generation> endless = scheduler.generate(request("no marker\n", 900_000), p -> {});
            await().atMost(PATIENCE).until(() -> scheduler.busySlots() == 1);
            endless.cancel(false);
            assertThat(scheduler
                            .generate(request("[next]\n", 10), p -> {})
                            .get()
                            .text())
                    .isEqualTo("next");
        }
    }

    @Test
    void cancelled_neighbours_do_not_disturb_an_answer() throws Exception {
        try (BatchScheduler scheduler = start(TestDecoder.echo(4, 512), 400)) {
            List<CompletableFuture<Generation>> answers = IntStream.range(0, 300)
                    .mapToObj(i -> scheduler.generate(request("[answer number " + i + "]\n", 60), p -> {}))
                    .toList();
            for (int i = 0; i < 300; i += 3) {
                answers.get(i).cancel(false);
            }
            for (int i = 0; i < 300; i++) {
                if (!answers.get(i).isCancelled()) {
                    assertThat(answers.get(i).get().text()).isEqualTo("answer number " + i);
                }
            }
            await().atMost(PATIENCE).until(() -> scheduler.busySlots() == 0);
        }
    }

    @Test
    void late_answer_is_given_up_even_while_the_engine_hangs() {
        TestDecoder decoder = TestDecoder.echo(1, 128);
        CountDownLatch released = new CountDownLatch(1);
        decoder.beforePass.set(() -> awaitLatch(released));
        try (BatchScheduler scheduler = start(decoder, 10)) {
            GenerationRequest request =
                    new GenerationRequest("[a]\n", 10, Sampling.GREEDY, List.of(), Duration.ofMillis(20));
            assertFails(scheduler.generate(request, p -> {}), Cause.DEADLINE_EXCEEDED);
            released.countDown();
            await().atMost(PATIENCE).until(() -> scheduler.busySlots() == 0);
        }
    }

    @Test
    void full_queue_refuses() throws Exception {
        TestDecoder decoder = TestDecoder.echo(1, 128);
        CountDownLatch released = new CountDownLatch(1);
        decoder.beforePass.set(() -> awaitLatch(released));
        try (BatchScheduler scheduler = start(decoder, 1)) {
            CompletableFuture<Generation> running = scheduler.generate(request("[one]\n", 10), p -> {});
            await().atMost(PATIENCE).until(() -> scheduler.busySlots() == 1);
            CompletableFuture<Generation> waiting = scheduler.generate(request("[two]\n", 10), p -> {});
            assertFails(scheduler.generate(request("[three]\n", 10), p -> {}), Cause.OVERLOADED);
            released.countDown();
            assertThat(running.get().text()).isEqualTo("one");
            assertThat(waiting.get().text()).isEqualTo("two");
        }
    }

    @Test
    void engine_failure_ends_the_request_and_the_next_is_tried_again() throws Exception {
        TestDecoder decoder = TestDecoder.echo(2, 128);
        try (BatchScheduler scheduler = start(decoder, 10)) {
            decoder.beforePass.set(() -> {
                throw new OutOfMemoryError("native");
            });
            for (int i = 0; i < 3; i++) {
                assertFails(scheduler.generate(request("[a]\n", 10), p -> {}), Cause.UNAVAILABLE);
            }
            assertThat(scheduler.ready()).isFalse();
            decoder.beforePass.set(() -> {});
            assertThat(scheduler.generate(request("[a]\n", 10), p -> {}).get().text())
                    .isEqualTo("a");
            assertThat(scheduler.ready()).isTrue();
        }
    }

    @Test
    void a_tokenizer_whose_library_is_missing_makes_the_generator_unready() {
        Tokens broken = new TestTokens() {
            @Override
            public int[] encode(String text) {
                throw new NoClassDefFoundError("tokenizer");
            }
        };
        try (BatchScheduler scheduler =
                BatchScheduler.start(TestDecoder.echo(1, 128), broken, new GeneratorOptions(4, true))) {
            for (int i = 0; i < 3; i++) {
                assertThat(scheduler.ready()).isTrue();
                assertFails(scheduler.generate(request("[a]\n", 10), p -> {}), Cause.UNAVAILABLE);
            }
            assertThat(scheduler.ready()).isFalse();
        }
    }

    @Test
    void failing_receiver_ends_only_its_own_request() throws Exception {
        try (BatchScheduler scheduler = start(TestDecoder.echo(2, 128), 10)) {
            assertFails(
                    scheduler.generate(request("[a]\n", 10), piece -> {
                        throw new IllegalStateException("gone");
                    }),
                    Cause.CANCELLED);
            assertThat(scheduler.generate(request("[b]\n", 10), p -> {}).get().text())
                    .isEqualTo("b");
        }
    }

    @Test
    void common_beginning_is_computed_once() throws Exception {
        TestDecoder decoder = TestDecoder.echo(2, 128);
        try (BatchScheduler scheduler = start(decoder, 10)) {
            scheduler
                    .generate(request("the same instruction [a]\n", 10), p -> {})
                    .get();
            assertThat(decoder.prefilled).hasValue(26);
            assertThat(scheduler
                            .generate(request("the same instruction [b]\n", 10), p -> {})
                            .get()
                            .text())
                    .isEqualTo("b");
            assertThat(decoder.prefilled).hasValue(26 + 3);
        }
    }

    @Test
    void close_ends_running_and_waiting_requests() {
        TestDecoder decoder = TestDecoder.echo(1, 1_000_000);
        BatchScheduler scheduler = start(decoder, 10);
        CompletableFuture<Generation> running = scheduler.generate(request("no marker\n", 900_000), p -> {});
        CompletableFuture<Generation> waiting = scheduler.generate(request("no marker\n", 900_000), p -> {});
        await().atMost(PATIENCE).until(() -> scheduler.busySlots() == 1);
        scheduler.close();
        assertFails(running, Cause.UNAVAILABLE);
        assertFails(waiting, Cause.UNAVAILABLE);
        assertFails(scheduler.generate(request("[a]\n", 10), p -> {}), Cause.UNAVAILABLE);
        assertThat(decoder.closed).isTrue();
        assertThat(scheduler.ready()).isFalse();
    }

    @Test
    void requests_and_answers_do_not_show_their_text() {
        assertThat(request("Jane Doe", 5).toString()).doesNotContain("Jane");
        assertThat(new Generation("Jane Doe", Finish.STOP, 1, 1).toString()).doesNotContain("Jane");
    }

    private static BatchScheduler start(TestDecoder decoder, int queue) {
        return BatchScheduler.start(decoder, new TestTokens(), new GeneratorOptions(queue, true));
    }

    private static GenerationRequest request(String prompt, int maxTokens) {
        return new GenerationRequest(prompt, maxTokens, Sampling.GREEDY, List.of(), LONG);
    }

    private static void assertFails(CompletableFuture<Generation> answer, Cause kind) {
        assertThatThrownBy(answer::get)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        GenerationException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
