package org.radiologygpt.guard;

import java.util.List;
import org.radiologygpt.draft.Objection;

/** One check of a drafted impression against the report it was drafted from. Pure, deterministic, thread-safe. */
interface Guard {

    /** Name in verdicts and policy, as {@code laterality}. */
    String name();

    /**
     * Checks a draft.
     *
     * @return what this guard holds against it; empty where it passes
     */
    List<Objection> objections(DraftReading reading);
}
