package org.radiologygpt.trainer.curate;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.radiologygpt.trainer.curate.Gathered.Candidate;

/**
 * Where a report stands in time. Messages have a clock; lists come after them, in their order; what has neither is oldest.
 */
record Moment(int kind, Instant clock, long place) implements Comparable<Moment> {
    private static final Moment UNKNOWN = new Moment(0, Instant.MIN, 0);
    private static final Comparator<Moment> ORDER =
            Comparator.comparingInt(Moment::kind).thenComparing(Moment::clock).thenComparingLong(Moment::place);

    static Moment of(Candidate candidate) {
        Optional<Instant> clock = candidate.version().clock();
        if (clock.isPresent()) {
            return new Moment(1, clock.get(), 0);
        }
        return candidate.dated()
                ? new Moment(2, Instant.MIN, candidate.version().place())
                : UNKNOWN;
    }

    @Override
    public int compareTo(Moment other) {
        return ORDER.compare(this, other);
    }
}
