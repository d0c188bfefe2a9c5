package org.radiologygpt.model.generate;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.radiologygpt.model.decode.Decoder;
import org.radiologygpt.model.decode.DeviceStatus;
import org.radiologygpt.model.generate.GenerationException.Cause;
import org.radiologygpt.model.weights.LoraAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Continuous batching: one thread owns the decoder; requests join and leave between steps.
 *
 * <p>Prompts are computed one after the other, in chunks between the steps of the running answers. A request leaves the
 * queue only when its prompt's turn has come, so that a more urgent one still can go before it.
 *
 * <p>A request that was cancelled or is past its deadline is told at once; it leaves the queue at once, and loses its slot
 * before the next step or chunk, not within one. After a failure of the engine the next requests are tried again.
 */
final class BatchScheduler implements Scheduler {
    private static final Logger LOG = LoggerFactory.getLogger(BatchScheduler.class);
    private static final int CLOSE_TIMEOUT_MS = 30_000;

    private final Decoder decoder;
    private final Tokens tokens;
    private final EngineHealth health = new EngineHealth(System::nanoTime);
    private final Batch batch;
    private final AdapterChanges adapters;
    private final FairQueue<Sequence> waiting;
    private final Pace pace = new Pace();
    private final Admission admission;
    private final Deadlines deadlines = new Deadlines();
    private final Thread thread;
    private volatile boolean closed;

    private BatchScheduler(Decoder decoder, Tokens tokens, GeneratorOptions options) {
        this.decoder = decoder;
        this.tokens = tokens;
        this.batch = new Batch(decoder, options.reusePrefix(), health);
        this.adapters = new AdapterChanges(decoder, batch);
        this.waiting = new FairQueue<>(options.queue(), options.ageing().toNanos(), System::nanoTime);
        this.admission = new Admission(batch, waiting, pace, options.prefillChunk());
        this.thread = new Thread(this::run, "model-scheduler");
        this.thread.setDaemon(true);
    }

    /** Starts a scheduler; from now on it owns the decoder and the tokenizer and closes them. */
    static BatchScheduler start(Decoder decoder, Tokens tokens, GeneratorOptions options) {
        BatchScheduler scheduler = new BatchScheduler(decoder, tokens, options);
        scheduler.thread.start();
        return scheduler;
    }

    @Override
    public CompletableFuture<Generation> generate(GenerationRequest request, Consumer<Piece> onText) {
        return generate(request, AdapterLoad.NONE, onText);
    }

    @Override
    public CompletableFuture<Generation> generate(
            GenerationRequest request, AdapterLoad adapter, Consumer<Piece> onText) {
        if (closed) {
            return refused(Cause.UNAVAILABLE, "the generator is closed");
        }
        int[] prompt;
        try {
            prompt = tokens.encode(request.prompt());
        } catch (LinkageError e) {
            // A library that is not there is missing for every request; what a long text exhausts is not.
            health.failed();
            return refused(
                    Cause.UNAVAILABLE, "the tokenizer failed: " + e.getClass().getSimpleName());
        } catch (RuntimeException e) {
            return refused(
                    Cause.UNAVAILABLE, "the tokenizer failed: " + e.getClass().getSimpleName());
        }
        return generate(prompt, request, adapter, onText);
    }

    private CompletableFuture<Generation> generate(
            int[] prompt, GenerationRequest request, AdapterLoad adapter, Consumer<Piece> onText) {
        if (prompt.length == 0) {
            throw new IllegalArgumentException("prompt has no tokens");
        }
        int context = decoder.maxTokens();
        if (prompt.length >= context) {
            return refused(
                    Cause.PROMPT_TOO_LONG, "prompt has " + prompt.length + " tokens, the model's context " + context);
        }
        Sequence sequence = new Sequence(prompt, context, tokens, request, onText, adapter);
        if (!adapter.enter()) {
            return refused(Cause.UNLOADED, "the adapter is no longer served");
        }
        sequence.answer().whenComplete((text, failure) -> adapter.leave());
        try {
            return submit(sequence, request.turn(), request.deadline().toMillis());
        } catch (RuntimeException | Error e) {
            // Whoever has entered leaves: an adapter that seems to be needed is never unloaded.
            sequence.fail(Cause.UNAVAILABLE, "the request could not be submitted");
            throw e;
        }
    }

    /** Who loads and unloads adapters. */
    AdapterChanges adapters() {
        return adapters;
    }

    @Override
    public AdapterLoad load(LoraAdapter adapter) {
        return adapters.load(adapter);
    }

    @Override
    public CompletableFuture<Void> unload(AdapterLoad load) {
        return adapters.unload(load);
    }

    private static CompletableFuture<Generation> refused(Cause cause, String message) {
        return CompletableFuture.failedFuture(new GenerationException(cause, message));
    }

    private CompletableFuture<Generation> submit(Sequence sequence, Turn turn, long deadlineMs) {
        deadlines.watch(sequence, deadlineMs);
        waiting.offer(sequence, turn).ifPresent(this::overloaded);
        sequence.answer().whenComplete((answer, failure) -> waiting.remove(sequence));
        if (closed && waiting.remove(sequence)) {
            sequence.fail(Cause.UNAVAILABLE, "the generator was closed");
        }
        return sequence.answer();
    }

    private void overloaded(Sequence sequence) {
        sequence.fail(GenerationException.overloaded(
                "all slots are taken and the queue is full", pace.retryAfterSeconds(waiting.size(), decoder.slots())));
    }

    @Override
    public boolean ready() {
        return !closed && health.well();
    }

    @Override
    public Optional<Load> load() {
        int slots = decoder.slots();
        return Optional.of(
                new Load(waiting.sizes(), batch.size(), slots, batch.tokens(), (long) slots * decoder.maxTokens()));
    }

    @Override
    public List<DeviceStatus> devices() {
        return decoder.device().stream().toList();
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
                adapters.make();
                admission.run();
                batch.step();
            }
        } catch (InterruptedException | RuntimeException | Error e) {
            LOG.error("the scheduler ended unexpectedly: {}", e.getClass().getName());
        } finally {
            end();
        }
    }

    private void end() {
        closed = true;
        deadlines.close();
        batch.failAll(Cause.UNAVAILABLE, "the generator was closed");
        adapters.close();
        waiting.drain().forEach(next -> next.fail(Cause.UNAVAILABLE, "the generator was closed"));
        try (tokens) {
            decoder.close();
        }
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
