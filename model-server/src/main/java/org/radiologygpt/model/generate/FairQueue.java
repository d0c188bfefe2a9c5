package org.radiologygpt.model.generate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.radiologygpt.model.generate.Lane.Entry;

/**
 * Requests that wait for a slot, at most so many. Thread-safe.
 *
 * <p>The next is one of the highest priority; within it clients take turns, and each client's requests keep their order.
 * So that none starves, one slot in {@value #OUT_OF_TURN} goes to the request that has waited longest, once that is longer
 * than the ageing time: with n older ones before it a request waits for at most {@value #OUT_OF_TURN}·(n + 1) slots more.
 * A lone STAT request therefore gets the next slot or, where an aged one has its turn, the one after.
 *
 * <p>A full queue takes a request in exchange for the newest one of the client that has most of the lowest priority, where
 * the new one is of a higher priority or of a client that has fewer. An aged one is never exchanged; then it is the newest
 * of the client that has next most, and of the next priority. So a flood of one client keeps nobody else out.
 */
final class FairQueue<T> {
    static final int OUT_OF_TURN = 4;

    private final int capacity;
    private final long ageingNanos;
    private final LongSupplier nanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private final Map<Priority, Lane<T>> lanes = new EnumMap<>(Priority.class);
    private final Map<T, Entry<T>> entries = new HashMap<>();
    private int inTurn;

    FairQueue(int capacity, long ageingNanos, LongSupplier nanos) {
        this.capacity = capacity;
        this.ageingNanos = ageingNanos;
        this.nanos = nanos;
        for (Priority priority : Priority.values()) {
            lanes.put(priority, new Lane<>());
        }
    }

    /** Adds a request. Returns the one for which there is no room: nobody, this one, or another in exchange for it. */
    Optional<T> offer(T item, Turn turn) {
        lock.lock();
        try {
            Entry<T> entry = new Entry<>(item, turn, nanos.getAsLong());
            Optional<Entry<T>> displaced = Optional.empty();
            if (entries.size() >= capacity) {
                displaced = dispensable(turn);
                if (displaced.isEmpty()) {
                    return Optional.of(item);
                }
                take(displaced.get());
            }
            entries.put(item, entry);
            lanes.get(turn.priority()).add(entry);
            grown.signal();
            return displaced.map(Entry::item);
        } finally {
            lock.unlock();
        }
    }

    private Optional<Entry<T>> dispensable(Turn turn) {
        List<Lane<T>> lowestFirst = new ArrayList<>(lanes.values());
        Collections.reverse(lowestFirst);
        return lowestFirst.stream()
                .flatMap(lane -> lane.newest().filter(last -> yields(last, lane, turn)))
                .findFirst();
    }

    private boolean yields(Entry<T> last, Lane<T> lane, Turn turn) {
        int order = turn.priority().compareTo(last.turn().priority());
        boolean fairer = order == 0 && lane.of(last.client()) > lane.of(turn.client()) + 1;
        return (order < 0 || fairer) && !aged(last);
    }

    /** Takes the next request; waits a while where there is none. */
    Optional<T> poll(long waitMs) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(waitMs);
            while (entries.isEmpty() && left > 0) {
                left = grown.awaitNanos(left);
            }
            return outOfTurn().or(this::inTurn).map(Entry::item);
        } finally {
            lock.unlock();
        }
    }

    private Optional<Entry<T>> outOfTurn() {
        if (inTurn < OUT_OF_TURN - 1) {
            return Optional.empty();
        }
        Optional<Entry<T>> oldest = lanes.values().stream()
                .flatMap(lane -> lane.oldest().stream())
                .min(Comparator.comparingLong(Entry::since))
                .filter(this::aged);
        oldest.ifPresent(entry -> {
            take(entry);
            inTurn = 0;
        });
        return oldest;
    }

    private Optional<Entry<T>> inTurn() {
        for (Lane<T> lane : lanes.values()) {
            Optional<Entry<T>> next = lane.next();
            if (next.isPresent()) {
                entries.remove(next.get().item());
                inTurn = Math.min(inTurn + 1, OUT_OF_TURN);
                return next;
            }
        }
        return Optional.empty();
    }

    private boolean aged(Entry<T> entry) {
        return nanos.getAsLong() - entry.since() >= ageingNanos;
    }

    private void take(Entry<T> entry) {
        entries.remove(entry.item());
        lanes.get(entry.turn().priority()).remove(entry);
    }

    /** Takes out a request that nobody waits for any more. Returns whether it was there. */
    boolean remove(T item) {
        lock.lock();
        try {
            Entry<T> entry = entries.get(item);
            if (entry != null) {
                take(entry);
            }
            return entry != null;
        } finally {
            lock.unlock();
        }
    }

    /** Takes out all. */
    Collection<T> drain() {
        lock.lock();
        try {
            List<T> all = new ArrayList<>(entries.keySet());
            all.forEach(this::remove);
            return all;
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return entries.size();
        } finally {
            lock.unlock();
        }
    }

    /** Waiting requests of each priority. */
    Map<Priority, Integer> sizes() {
        lock.lock();
        try {
            Map<Priority, Integer> sizes = new EnumMap<>(Priority.class);
            lanes.forEach((priority, lane) -> sizes.put(priority, lane.size()));
            return sizes;
        } finally {
            lock.unlock();
        }
    }
}
