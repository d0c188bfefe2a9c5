package org.radiologygpt.routes.lifecycle;

/**
 * How far one partition was looked at beyond what its consumer holds. What was seen once is remembered elsewhere, so that a
 * consumer that is full again and again in a long backlog does not have it read again and again. Thread-safe.
 */
final class Watch {
    private long next;
    private boolean on;
    private boolean astray;

    /** To be looked at from this offset on, where it was not before. */
    synchronized void begin(long offset) {
        astray |= offset > next;
        next = Math.max(next, offset);
        on = true;
    }

    /** Not to be looked at for now. */
    synchronized void rest() {
        on = false;
    }

    synchronized boolean isOn() {
        return on;
    }

    /** The offset to be looked at next. */
    synchronized long next() {
        return next;
    }

    /** Whether the reader may stand elsewhere than at {@link #next}; asked before it is put there. */
    synchronized boolean takeAstray() {
        boolean was = astray;
        astray = false;
        return was;
    }

    /**
     * A record was fetched. After one that was passed over none is looked at until the reader was put back: it would hide the
     * gap.
     *
     * @return whether it is to be looked at; otherwise the reader has passed over it
     */
    synchronized boolean sees(long offset) {
        if (!on || astray) {
            astray = true;
            return false;
        }
        next = Math.max(next, offset + 1);
        return true;
    }
}
