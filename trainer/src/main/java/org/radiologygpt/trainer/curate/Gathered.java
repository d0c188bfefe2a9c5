package org.radiologygpt.trainer.curate;

import java.util.List;
import org.radiologygpt.report.KnownIdentifier;
import org.radiologygpt.trainer.corpus.Pair;

/** What one message or line of the input is. */
public sealed interface Gathered {

    /** What its message said of people, numbers and dates; never written out. */
    List<KnownIdentifier> known();

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

    /**
     * A version of a report that leaves nothing of the older ones.
     *
     * @param versions one, or more where the line that says so can mean several reports
     * @param known as of a candidate
     */
    record TakenBack(List<Version> versions, Exclusion why, List<KnownIdentifier> known) implements Gathered {
        public TakenBack {
            versions = List.copyOf(versions);
            known = List.copyOf(known);
        }

        /** Of a message or line that says nothing of people. */
        public TakenBack(Version version, Exclusion why) {
            this(List.of(version), why, List.of());
        }

        /** Nothing but the reason: its identifiers are PHI. */
        @Override
        public String toString() {
            return "TakenBack " + why;
        }
    }

    /**
     * Nothing to learn from.
     *
     * @param known as of a candidate
     */
    record LeftOut(Exclusion why, List<KnownIdentifier> known) implements Gathered {
        public LeftOut {
            known = List.copyOf(known);
        }

        /** Of a message or line that says nothing of people. */
        public LeftOut(Exclusion why) {
            this(why, List.of());
        }

        /** Nothing but the reason: its identifiers are PHI. */
        @Override
        public String toString() {
            return "LeftOut " + why;
        }
    }
}
