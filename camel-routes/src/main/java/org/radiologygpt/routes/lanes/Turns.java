package org.radiologygpt.routes.lanes;

import java.util.Comparator;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Who is next of the records whose lanes are free: the most urgent, of those the newest. Every fourth turn is the oldest
 * record's, so that nobody waits for ever and offsets move on. Not thread-safe.
 */
final class Turns {
    private static final int OLDEST_EVERY = 4;
    private static final Comparator<Held> AGE =
            Comparator.<Held>comparingLong(held -> held.record().timestamp()).thenComparingLong(Held::sequence);
    private static final Comparator<Held> URGENCY = Comparator.<Held>comparingInt(
                    held -> held.sight().urgency())
            .thenComparing(AGE)
            .reversed();

    private final TreeSet<Held> byUrgency = new TreeSet<>(URGENCY);
    private final TreeSet<Held> byAge = new TreeSet<>(AGE);
    private int turn;

    void add(Held held) {
        byUrgency.add(held);
        byAge.add(held);
    }

    void remove(Held held) {
        byUrgency.remove(held);
        byAge.remove(held);
    }

    boolean isEmpty() {
        return byAge.isEmpty();
    }

    Optional<Held> next() {
        if (byAge.isEmpty()) {
            return Optional.empty();
        }
        turn = (turn + 1) % OLDEST_EVERY;
        Held next = turn == 0 ? byAge.first() : byUrgency.first();
        remove(next);
        return Optional.of(next);
    }
}
