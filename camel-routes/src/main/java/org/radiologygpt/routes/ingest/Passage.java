package org.radiologygpt.routes.ingest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.radiologygpt.draft.Draft;
import org.radiologygpt.draft.DraftRef;
import org.radiologygpt.report.ReadOutcome;
import org.radiologygpt.routes.deadletter.Failure;

/** How far a message has come. */
sealed interface Passage {

    /** The record it came with. */
    Delivery delivery();

    /**
     * Received, and not dealt with yet.
     *
     * @param read what was read of it as it came; empty where it is still to be read
     */
    record Received(Delivery delivery, Optional<ReadOutcome> read) implements Passage {
        Received(Delivery delivery) {
            this(delivery, Optional.empty());
        }
    }

    /**
     * Read, and draft {@code number} of the report is wanted.
     *
     * @param begun whether a draft of this number may be stored already
     */
    record Eligible(Reading reading, int number, boolean begun) implements Passage {
        @Override
        public Delivery delivery() {
            return reading.delivery();
        }
    }

    /** Drafted, not stored yet. */
    record Drafted(Reading reading, Draft draft, DraftRef ref) implements Passage {
        @Override
        public Delivery delivery() {
            return reading.delivery();
        }
    }

    /**
     * At its end.
     *
     * @param key key of the outcome record: source and accession where they are known
     * @param outcome the outcome record
     * @param failure present where the message must be kept in {@code radiology.errors}
     */
    record Ended(Delivery delivery, String key, ObjectNode outcome, Optional<Failure> failure) implements Passage {

        String code() {
            return outcome.path("outcome").asText();
        }

        String reason() {
            return outcome.path("reason").asText("");
        }
    }
}
