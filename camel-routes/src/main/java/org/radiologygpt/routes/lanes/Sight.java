package org.radiologygpt.routes.lanes;

import java.util.Optional;

/**
 * What decides when a record has its turn.
 *
 * @param report the report it is of; empty where that cannot be told
 * @param urgency the greater, the sooner
 * @param read what was read of it, kept for its turn; empty where it is to be read again
 */
public record Sight(Optional<String> report, int urgency, Optional<Object> read) {

    /** Of a record that nothing can be told of. */
    public static Sight none() {
        return new Sight(Optional.empty(), 0, Optional.empty());
    }
}
