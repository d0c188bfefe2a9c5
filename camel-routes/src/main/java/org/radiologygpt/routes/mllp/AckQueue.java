package org.radiologygpt.routes.mllp;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Messages of one connection that wait for their answer, in the order in which they came. A place is reserved before a
 * message is stored, so that none is stored after the queue closed. Full, it holds the reader back, and TCP the sender.
 */
final class AckQueue {
    private final Deque<Receipt> receipts = new ArrayDeque<>();
    private final int limit;
    private int reserved;
    private boolean closed;

    AckQueue(int limit) {
        this.limit = limit;
    }

    /** Waits for a place; false where the queue is closed. Each place reserved must be filled. */
    synchronized boolean reserve() throws InterruptedException {
        while (!closed && reserved + receipts.size() >= limit) {
            wait();
        }
        if (closed) {
            return false;
        }
        reserved++;
        return true;
    }

    /** Fills a place. */
    synchronized void add(Receipt receipt) {
        reserved--;
        receipts.add(receipt);
        notifyAll();
    }

    /** Waits for the next; empty where the queue is closed and none is left. */
    synchronized Optional<Receipt> take() throws InterruptedException {
        while (receipts.isEmpty() && !(closed && reserved == 0)) {
            wait();
        }
        Optional<Receipt> next = Optional.ofNullable(receipts.poll());
        notifyAll();
        return next;
    }

    /** Whether one is there and its message is safe or refused. */
    synchronized boolean isNextSafe() {
        Receipt next = receipts.peek();
        return next != null && next.stored().isDone();
    }

    /** Takes no more; those inside are still to be answered. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
