package org.radiologygpt.model.generate;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.radiologygpt.model.decode.Decoder;

/**
 * One load of an adapter into a place, and the answers that need it. Another load of the same files is another one:
 * identity decides what a slot may keep. Any thread may ask.
 */
final class AdapterLoad {
    /** No adapter: the base model alone. */
    static final AdapterLoad NONE = new AdapterLoad(Decoder.BASE);

    private final int place;
    private final AtomicInteger answers = new AtomicInteger();
    private final AtomicBoolean retired = new AtomicBoolean();
    private final CompletableFuture<Void> gone = new CompletableFuture<>();

    AdapterLoad(int place) {
        this.place = place;
    }

    int place() {
        return place;
    }

    /** Counts an answer that needs it. Returns false, and counts nothing, where it is on its way out. */
    boolean enter() {
        answers.incrementAndGet();
        if (retired.get()) {
            leave();
            return false;
        }
        return true;
    }

    void leave() {
        answers.decrementAndGet();
    }

    /** From now on no answer begins with it. Returns false where it was on its way out already. */
    boolean retire() {
        return retired.compareAndSet(false, true);
    }

    /** Completes when its place is free. */
    CompletableFuture<Void> gone() {
        return gone;
    }

    /** Whether no answer, running or waiting, needs it. */
    boolean unused() {
        return answers.get() == 0;
    }
}
