package org.radiologygpt.routes.lanes;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * The records in hand of all consumers, and which of them are worked on. A record is given out when it is the first in each
 * of its lanes; while it is worked on, or waits for another attempt, its lanes wait. Thread-safe.
 */
final class Board {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ready = lock.newCondition();
    private final Condition idle = lock.newCondition();
    private final Map<Lane, Deque<Held>> lanes = new HashMap<>();
    private final Turns turns = new Turns();
    private final PriorityQueue<Later> later = new PriorityQueue<>(Comparator.comparingLong(Later::at));
    private final Set<Held> inFlight = new HashSet<>();
    private final LongSupplier nanoTime;
    private long sequence;
    private boolean open = true;

    private record Later(Held held, long at) {}

    /** Empty and open; {@code nanoTime} is {@code System::nanoTime} but for tests. */
    Board(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** A record came; it is behind all that came before in its lanes. */
    void add(Held held) {
        lock.lock();
        try {
            held.sequence(sequence++);
            held.slice().taken(held.bytes());
            held.lanes().forEach(lane -> lanes.computeIfAbsent(lane, none -> new ArrayDeque<>())
                    .add(held));
            offer(held);
        } finally {
            lock.unlock();
        }
    }

    /** The next record to work on, waited for; empty once the board is closed. */
    Optional<Held> take() throws InterruptedException {
        lock.lock();
        try {
            while (open) {
                Optional<Held> next = next();
                if (next.isPresent()) {
                    return next;
                }
                await();
            }
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /** The next record to work on; empty where none may be worked on now. */
    Optional<Held> next() {
        lock.lock();
        try {
            promote();
            Optional<Held> next = turns.next();
            next.ifPresent(inFlight::add);
            if (!turns.isEmpty()) {
                ready.signal();
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** A record is at its end: those behind it may have their turn. */
    void done(Held held) {
        lock.lock();
        try {
            inFlight.remove(held);
            leave(held);
            idle.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** A record must be attempted again: its lanes wait for it, and nobody else. */
    void later(Held held, Duration delay) {
        lock.lock();
        try {
            inFlight.remove(held);
            if (held.slice().isOurs()) {
                later.add(new Later(held, nanoTime.getAsLong() + delay.toNanos()));
                ready.signal();
            } else {
                leave(held);
            }
            idle.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Gives a partition away: what is not worked on is forgotten. */
    void withdraw(Slice slice) {
        lock.lock();
        try {
            slice.giveAway();
            Set<Held> waiting = new HashSet<>();
            for (Deque<Held> lane : lanes.values()) {
                for (Held held : lane) {
                    if (held.slice() == slice && !inFlight.contains(held)) {
                        waiting.add(held);
                    }
                }
            }
            later.removeIf(entry -> waiting.contains(entry.held()));
            waiting.forEach(this::leave);
        } finally {
            lock.unlock();
        }
    }

    /** Waits until nothing of these partitions is worked on; false where the time is over before. */
    boolean awaitIdle(Set<Slice> slices, Duration longest) throws InterruptedException {
        lock.lock();
        try {
            long left = longest.toNanos();
            while (inFlight.stream().anyMatch(held -> slices.contains(held.slice()))) {
                if (left <= 0) {
                    return false;
                }
                left = idle.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Gives nothing out any more. */
    void close() {
        lock.lock();
        try {
            open = false;
            ready.signalAll();
        } finally {
            lock.unlock();
        }
    }

    int inFlight() {
        lock.lock();
        try {
            return inFlight.size();
        } finally {
            lock.unlock();
        }
    }

    private void leave(Held held) {
        turns.remove(held);
        held.slice().released(held.bytes());
        for (Lane lane : held.lanes()) {
            Deque<Held> line = lanes.get(lane);
            line.remove(held);
            if (line.isEmpty()) {
                lanes.remove(lane);
            } else {
                offer(line.peek());
            }
        }
    }

    /** Gives a record its turn where it is the first in all its lanes, and neither worked on nor waiting. */
    private void offer(Held held) {
        boolean first = held.lanes().stream().allMatch(lane -> lanes.get(lane).peek() == held);
        boolean free = !inFlight.contains(held) && later.stream().noneMatch(entry -> entry.held() == held);
        if (first && free) {
            turns.add(held);
            ready.signal();
        }
    }

    private void promote() {
        long now = nanoTime.getAsLong();
        while (!later.isEmpty() && later.peek().at() - now <= 0) {
            turns.add(later.poll().held());
        }
    }

    private void await() throws InterruptedException {
        if (later.isEmpty()) {
            ready.await();
        } else {
            ready.awaitNanos(Math.max(1_000_000, later.peek().at() - nanoTime.getAsLong()));
        }
    }
}
