package org.radiologygpt.routes.replay;

import java.util.Locale;

/** What becomes of a record that is meant. */
public enum Fate {
    /** Goes back to its input topic. */
    REPLAY,
    /** Went back before. */
    REPLAYED_BEFORE,
    /** Failed after as many replays as are allowed. */
    GIVEN_UP,
    /** Did not come from an input topic: it was refused, and its sender has it. */
    NO_ORIGIN,
    /** Too large for the error topic, and its input topic no longer has it. */
    BYTES_GONE;

    /** Whether a person must look. */
    public boolean needsAttention() {
        return this == GIVEN_UP || this == NO_ORIGIN || this == BYTES_GONE;
    }

    /** Lower case, as {@code given_up}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
