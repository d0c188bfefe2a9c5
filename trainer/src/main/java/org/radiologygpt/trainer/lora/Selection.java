package org.radiologygpt.trainer.lora;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which states of a training scored best on held-out pairs so far.
 *
 * @param best lowest loss first; of equal ones the earlier
 * @param misses evaluations since the lowest loss
 */
record Selection(List<Scored> best, int misses) {
    static final Selection NONE = new Selection(List.of(), 0);

    /**
     * The state after so many steps.
     *
     * @param loss on held-out pairs, nats per token
     */
    record Scored(int steps, double loss) {}

    Selection {
        best = List.copyOf(best);
    }

    /** With one more evaluation; at most {@code keep} states stay. */
    Selection with(Scored scored, int keep) {
        List<Scored> ranked = Stream.concat(best.stream(), Stream.of(scored))
                .sorted(Comparator.comparingDouble(Scored::loss))
                .limit(keep)
                .toList();
        return new Selection(ranked, ranked.get(0).equals(scored) ? 0 : misses + 1);
    }

    Optional<Scored> first() {
        return best.stream().findFirst();
    }

    boolean holds(int steps) {
        return best.stream().anyMatch(scored -> scored.steps() == steps);
    }

    /**
     * Whether the loss has not fallen for too long.
     *
     * @param patience evaluations without a lower loss that are too many; 0 for never
     */
    boolean isExhausted(int patience) {
        return patience > 0 && misses >= patience;
    }
}
