package org.radiologygpt.routes.lanes;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * How far one partition may be committed: past every record that is done, as long as all received before it are done too.
 * Offsets that were never received (compacted away, or markers of transactions) stand in nobody's way. Thread-safe.
 */
final class OffsetTracker {
    private final Deque<Long> order = new ArrayDeque<>();
    private final Map<Long, Boolean> done = new HashMap<>();
    private long floor = -1;
    private long next = -1;

    /**
     * A record was received.
     *
     * @throws IllegalArgumentException where it does not lie behind the last one
     */
    synchronized void received(long offset) {
        if (offset < next) {
            throw new IllegalArgumentException("offset " + offset + " after " + (next - 1));
        }
        floor = order.isEmpty() ? offset : floor;
        order.add(offset);
        done.put(offset, false);
        next = offset + 1;
    }

    /** A record is at its end; nothing happens where it was before. */
    synchronized void done(long offset) {
        if (done.replace(offset, true) == null) {
            return;
        }
        while (!order.isEmpty() && done.get(order.peek())) {
            done.remove(order.poll());
        }
        floor = order.isEmpty() ? next : order.peek();
    }

    /** The offset to be fetched next after a crash: the first that is not done; empty where none was received. */
    synchronized OptionalLong committable() {
        return floor < 0 ? OptionalLong.empty() : OptionalLong.of(floor);
    }

    /** Whether a record lies behind those received; where not, the log is another one than it was. */
    synchronized boolean isBehind(long offset) {
        return offset >= next;
    }

    /** The offset behind the last one received; empty where none was. */
    synchronized OptionalLong next() {
        return next < 0 ? OptionalLong.empty() : OptionalLong.of(next);
    }

    /** How many records would be dealt with again after a crash. */
    synchronized int span() {
        return order.size();
    }
}
