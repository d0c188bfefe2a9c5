package org.radiologygpt.model.generate;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.radiologygpt.model.decode.Decoder;
import org.radiologygpt.model.generate.GenerationException.Cause;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Continuous batching: one thread owns the decoder; requests join and leave between steps.
 *
 * <p>A request that was cancelled or is past its deadline is told at once and loses its slot before the next step, not
 * within one. After a failure of the engine the next requests are tried again.
 */
final class BatchScheduler implements TextGenerator {
    private static final Logger LOG = LoggerFactory.getLogger(BatchScheduler.class);
    private static final int IDLE_POLL_MS = 100;
    private static final int CLOSE_TIMEOUT_MS = 30_000;

    /** Calls of the engine that fail one after the other before it counts as broken. */
    private static final int BROKEN_AFTER = 3;

    private final Decoder decoder;
    private final Tokens tokens;
    private final Batch batch;
    private final BlockingQueue<Sequence> waiting;
    private final ScheduledThreadPoolExecutor deadlines;
    private final Thread thread;
    private volatile boolean closed;

    private BatchScheduler(Decoder decoder, Tokens tokens, GeneratorOptions options) {
        this.decoder = decoder;
        this.tokens = tokens;
        this.batch = new Batch(decoder, options.reusePrefix());
        this.waiting = new LinkedBlockingQueue<>(options.queue());
        this.deadlines = new ScheduledThreadPoolExecutor(1, task -> daemon(task, "model-deadlines"));
        this.deadlines.setRemoveOnCancelPolicy(true);
        this.thread = daemon(this::run, "model-scheduler");
    }

    /** Starts a scheduler; from now on it owns the decoder and the tokenizer and closes them. */
    static BatchScheduler start(Decoder decoder, Tokens tokens, GeneratorOptions options) {
        BatchScheduler scheduler = new BatchScheduler(decoder, tokens, options);
        scheduler.thread.start();
        return scheduler;
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public CompletableFuture<Generation> generate(GenerationRequest request, Consumer<Piece> onText) {
        if (closed) {
            return refused(Cause.UNAVAILABLE, "the generator is closed");
        }
        int[] prompt;
        try {
            prompt = tokens.encode(request.prompt());
        } catch (RuntimeException e) {
            return refused(
                    Cause.UNAVAILABLE, "the tokenizer failed: " + e.getClass().getSimpleName());
        }
        return generate(prompt, request, onText);
    }

    private CompletableFuture<Generation> generate(int[] prompt, GenerationRequest request, Consumer<Piece> onText) {
        if (prompt.length == 0) {
            throw new IllegalArgumentException("prompt has no tokens");
        }
        int context = decoder.maxTokens();
        if (prompt.length >= context) {
            return refused(
                    Cause.PROMPT_TOO_LONG, "prompt has " + prompt.length + " tokens, the model's context " + context);
        }
        return submit(
                new Sequence(prompt, context, tokens, request, onText),
                request.deadline().toMillis());
    }

    private static CompletableFuture<Generation> refused(Cause cause, String message) {
        return CompletableFuture.failedFuture(new GenerationException(cause, message));
    }

    private CompletableFuture<Generation> submit(Sequence sequence, long deadlineMs) {
        try {
            Future<?> timer = deadlines.schedule(
                    () -> sequence.fail(Cause.DEADLINE_EXCEEDED, "no answer within " + deadlineMs + " ms"),
                    deadlineMs,
                    TimeUnit.MILLISECONDS);
            sequence.answer().whenComplete((answer, failure) -> timer.cancel(false));
        } catch (RejectedExecutionException e) {
            return refused(Cause.UNAVAILABLE, "the generator is closed");
        }
        if (!waiting.offer(sequence)) {
            sequence.fail(Cause.OVERLOADED, "all slots are taken and the queue is full");
        }
        if (closed && waiting.remove(sequence)) {
            sequence.fail(Cause.UNAVAILABLE, "the generator was closed");
        }
        return sequence.answer();
    }

    @Override
    public boolean ready() {
        return !closed && batch.failures() < BROKEN_AFTER;
    }

    @Override
    public int vocabSize() {
        return decoder.vocabSize();
    }

    /** Slots in use now. */
    int busySlots() {
        return batch.size();
    }

    private void run() {
        try {
            while (!closed) {
                batch.release();
                admit();
                batch.step();
            }
        } catch (InterruptedException | RuntimeException | Error e) {
            LOG.error("the scheduler ended unexpectedly: {}", e.getClass().getName());
        } finally {
            end();
        }
    }

    /** Fills the free slots; waits a moment where there is nothing else to do. */
    private void admit() throws InterruptedException {
        waiting.removeIf(Sequence::abandoned);
        while (!batch.full()) {
            Sequence next = batch.size() == 0 ? waiting.poll(IDLE_POLL_MS, TimeUnit.MILLISECONDS) : waiting.poll();
            if (next == null) {
                return;
            }
            batch.admit(next);
        }
    }

    private void end() {
        closed = true;
        deadlines.shutdownNow();
        batch.failAll(Cause.UNAVAILABLE, "the generator was closed");
        for (Sequence next = waiting.poll(); next != null; next = waiting.poll()) {
            next.fail(Cause.UNAVAILABLE, "the generator was closed");
        }
        decoder.close();
        tokens.close();
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join(CLOSE_TIMEOUT_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.warn("the engine did not end its step within {} ms, its memory is not freed", CLOSE_TIMEOUT_MS);
        }
    }
}
