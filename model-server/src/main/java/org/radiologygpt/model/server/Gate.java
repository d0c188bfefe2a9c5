package org.radiologygpt.model.server;

import java.util.concurrent.CompletableFuture;

/** Counts the requests for text in hand; once it closes it lets no more in. Thread-safe. */
final class Gate {
    private final CompletableFuture<Void> empty = new CompletableFuture<>();
    private int inside;
    private boolean closed;

    /** Counts a request. Returns false, and counts nothing, once it is closed. */
    synchronized boolean enter() {
        if (!closed) {
            inside++;
        }
        return !closed;
    }

    /** One that was let in has ended. */
    synchronized void leave() {
        inside--;
        completeWhereEmpty();
    }

    synchronized boolean closed() {
        return closed;
    }

    /** Lets no more in; completes when those inside have ended. */
    synchronized CompletableFuture<Void> close() {
        closed = true;
        completeWhereEmpty();
        return empty;
    }

    private void completeWhereEmpty() {
        if (closed && inside == 0) {
            empty.complete(null);
        }
    }
}
