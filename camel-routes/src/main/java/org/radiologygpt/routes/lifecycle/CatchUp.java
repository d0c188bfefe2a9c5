package org.radiologygpt.routes.lifecycle;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One reading to the end of a log serves all who asked before it began. Whoever asks later waits for the next, which one of
 * them does for all. So each answer is no older than its question, and many questions cost one round trip.
 */
final class CatchUp {
    private final ReentrantLock turn = new ReentrantLock(true);
    private final AtomicLong asked = new AtomicLong();
    private final Runnable read;
    private volatile Served served = new Served(0, "");

    /** Up to which question was answered; with what went wrong, or empty. */
    private record Served(long question, String failure) {}

    /**
     * A reading that can be shared.
     *
     * @param read reads to the end; throws {@link StateException} where it cannot, and then all who waited for it fail
     */
    CatchUp(Runnable read) {
        this.read = read;
    }

    /** Returns when a reading that began after this call has ended. */
    void now() {
        long question = asked.incrementAndGet();
        turn.lock();
        try {
            if (served.question() < question) {
                serve();
            }
            if (!served.failure().isEmpty()) {
                throw new StateException(served.failure());
            }
        } finally {
            turn.unlock();
        }
    }

    private void serve() {
        long upTo = asked.get();
        try {
            read.run();
            served = new Served(upTo, "");
        } catch (StateException e) {
            served = new Served(upTo, e.getMessage());
        }
    }
}
