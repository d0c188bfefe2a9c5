package org.radiologygpt.draft;

import java.util.List;
import org.radiologygpt.report.RejectReason;

/** What becomes of every message: exactly one of these. */
public sealed interface DraftOutcome {

    /** A draft that may be written back. */
    record Drafted(Draft draft) implements DraftOutcome {}

    /**
     * A draft was made, or could not be made safely, and nothing may be written.
     *
     * @param reason the guard that withheld it, or why no prompt could be made; machine-readable
     * @param guards verdicts so far
     */
    record Withheld(String reason, List<GuardVerdict> guards) implements DraftOutcome {
        public Withheld {
            guards = List.copyOf(guards);
        }
    }

    /** The report needs no draft. */
    record Skipped(SkipReason reason) implements DraftOutcome {}

    /** The message is no readable report; its bytes are in {@code radiology.errors}. */
    record Rejected(RejectReason reason, String detail) implements DraftOutcome {}
}
