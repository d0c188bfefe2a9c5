package org.radiologygpt.trainer.curate;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.radiologygpt.trainer.curate.Gathered.Candidate;

/**
 * A corpus in memory, and what became of all that was read.
 *
 * @param read messages and lines
 * @param excluded how many of them were left out, by reason; with the pairs of the parts they are all that was read
 */
public record Curated(
        List<Candidate> training,
        List<Candidate> validation,
        List<Candidate> test,
        Map<Exclusion, Long> excluded,
        long read) {
    public Curated {
        training = List.copyOf(training);
        validation = List.copyOf(validation);
        test = List.copyOf(test);
        excluded = Map.copyOf(excluded);
    }

    /** Pairs of all parts. */
    public long pairs() {
        return (long) training.size() + validation.size() + test.size();
    }

    /** In the order of the reasons. */
    @Override
    public Map<Exclusion, Long> excluded() {
        return excluded.isEmpty() ? Map.of() : new EnumMap<>(excluded);
    }
}
