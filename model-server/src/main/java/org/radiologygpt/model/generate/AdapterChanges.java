package org.radiologygpt.model.generate;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.radiologygpt.model.decode.Decoder;
import org.radiologygpt.model.generate.GenerationException.Cause;
import org.radiologygpt.model.weights.LoraAdapter;

/**
 * Loads and unloads adapters. Any thread may ask; the scheduler's thread gives places out and takes them back between two
 * passes.
 *
 * <p>An adapter that is to go takes no new answer; its place is emptied when the last of those that began with it has
 * ended. So no answer ever continues with other weights.
 */
final class AdapterChanges {
    private final Decoder decoder;
    private final Batch batch;
    private final Queue<Change<?>> asked = new ConcurrentLinkedQueue<>();
    private final List<AdapterLoad> leaving = new ArrayList<>();
    private final BitSet taken = new BitSet();
    private volatile boolean closed;

    private record Change<T>(Supplier<T> action, CompletableFuture<T> done) {
        void make() {
            try {
                done.complete(action.get());
            } catch (Throwable e) {
                done.completeExceptionally(e);
            }
        }
    }

    AdapterChanges(Decoder decoder, Batch batch) {
        this.decoder = decoder;
        this.batch = batch;
    }

    /**
     * Puts an adapter into a free place. The copy is made by this thread, beside the passes: nobody uses the place.
     *
     * @throws NoPlaceException where there is none
     * @throws org.radiologygpt.model.weights.ModelFormatException where the adapter does not fit
     * @throws GenerationException where the generator is closed
     */
    AdapterLoad load(LoraAdapter adapter) {
        int place = join(ask(this::take));
        try {
            decoder.load(place, adapter);
            return new AdapterLoad(place);
        } catch (RuntimeException | Error e) {
            join(ask(() -> leave(place)));
            throw e;
        }
    }

    private int take() {
        int place = taken.nextClearBit(0);
        if (place >= decoder.adapters().places()) {
            throw new NoPlaceException(decoder.adapters().places());
        }
        taken.set(place);
        return place;
    }

    private boolean leave(int place) {
        taken.clear(place);
        return true;
    }

    /**
     * Lets an adapter go; completes when its place is free. Asked again it changes nothing: the place may be another's by
     * then.
     */
    CompletableFuture<Void> unload(AdapterLoad load) {
        if (load.retire()) {
            ask(() -> leaving.add(load)).exceptionally(e -> !load.gone().completeExceptionally(e));
        }
        return load.gone().copy();
    }

    private <T> CompletableFuture<T> ask(Supplier<T> action) {
        Change<T> change = new Change<>(action, new CompletableFuture<>());
        asked.add(change);
        if (closed && asked.remove(change)) {
            change.done().completeExceptionally(closedNow());
        }
        return change.done();
    }

    /** Does what was asked for; for the scheduler's thread, between two passes. */
    void make() {
        for (Change<?> change = asked.poll(); change != null; change = asked.poll()) {
            change.make();
        }
        leaving.removeIf(this::gone);
    }

    private boolean gone(AdapterLoad one) {
        if (!one.unused() || batch.uses(one)) {
            return false;
        }
        try {
            batch.evict(one);
            decoder.unload(one.place());
            leave(one.place());
            one.gone().complete(null);
        } catch (RuntimeException e) {
            one.gone().completeExceptionally(e);
        }
        return true;
    }

    /** Fails what still waits; for the scheduler's thread, at its end. */
    void close() {
        closed = true;
        for (Change<?> change = asked.poll(); change != null; change = asked.poll()) {
            change.done().completeExceptionally(closedNow());
        }
        leaving.forEach(one -> one.gone().completeExceptionally(closedNow()));
        leaving.clear();
    }

    /** Waits, and throws what went wrong as itself. */
    static <T> T join(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private static GenerationException closedNow() {
        return new GenerationException(Cause.UNAVAILABLE, "the generator was closed");
    }

    /** All places hold adapters. */
    static final class NoPlaceException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoPlaceException(int places) {
            super("all " + places + " places for adapters are taken; one is free when an adapter was unloaded and its"
                    + " last answer has ended");
        }
    }
}
