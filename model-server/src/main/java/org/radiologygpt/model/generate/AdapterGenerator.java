package org.radiologygpt.model.generate;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * One adapter of a base model, in front of the scheduler that all share.
 *
 * @param scheduler the base model's, who owns it
 * @param adapter what its answers are computed with
 */
record AdapterGenerator(Scheduler scheduler, AdapterLoad adapter) implements TextGenerator {
    @Override
    public CompletableFuture<Generation> generate(GenerationRequest request, Consumer<Piece> onText) {
        return scheduler.generate(request, adapter, onText);
    }

    @Override
    public boolean ready() {
        return scheduler.ready();
    }

    @Override
    public int vocabSize() {
        return scheduler.vocabSize();
    }

    /** Takes no more requests and leaves its place once the last answer has ended; the base model stays. */
    @Override
    public void close() {
        scheduler.unload(adapter);
    }
}
