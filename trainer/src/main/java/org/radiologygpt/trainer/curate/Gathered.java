package org.radiologygpt.trainer.curate;

import java.util.List;
import org.radiologygpt.report.KnownIdentifier;
import org.radiologygpt.trainer.corpus.Pair;

/** What one message or line of the input is. */
public sealed interface Gathered {

    /**
     * A signed report with findings and impression, without identifiers.
     *
     * @param dated whether its place in the input tells its place in time, where it has no clock
     * @param known what its message said of people, numbers and dates; never written out
     */
    record Candidate(Version version, Pair pair, boolean dated, List<KnownIdentifier> known) implements Gathered {
        public Candidate {
            known = List.copyOf(known);
        }

        /** Nothing: its identifiers are PHI. */
        @Override
        public String toString() {
            return "Candidate";
        }
    }

    /** A version of a report that leaves nothing of the older ones. */
    record TakenBack(Version version, Exclusion why) implements Gathered {}

    /** Nothing to learn from. */
    record LeftOut(Exclusion why) implements Gathered {}
}
