package org.radiologygpt.trainer.curate;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * Which version of a report it is.
 *
 * @param report pseudonym, the same in all versions
 * @param day ISO 8601, moved as all dates of the patient are; empty where unknown
 * @param clock the version clock of the message, never written out; empty for pairs that come without it
 * @param place in the input, from 0
 */
public record Version(String report, String day, Optional<Instant> clock, long place) {
    /** Day of a line that takes a report back for good, whatever version of it lies elsewhere. */
    public static final String FOR_GOOD = "9999-12-31";

    /** Oldest first. A published pair is newer than a message of its day: it was made from the last one. */
    static final Comparator<Version> BY_AGE = Comparator.comparing(Version::day)
            .thenComparing(version -> version.clock().orElse(Instant.MAX))
            .thenComparing(Version::place);
}
