package org.radiologygpt.draft;

import java.time.Instant;
import java.util.List;

/**
 * One version of a report as one record brought it.
 *
 * @param origin the record
 * @param clock version clock of the report: OBR-22, else MSH-7
 * @param version label of that clock, part of a draft's idempotency key
 * @param messageId MSH-10
 * @param bodyHash hash of the message as received
 * @param patient {@link PatientMarks} of its patient; empty where they are not kept
 */
public record Arrival(
        Origin origin, Instant clock, String version, String messageId, String bodyHash, List<String> patient) {
    public Arrival {
        patient = List.copyOf(patient);
    }

    /** A version whose patient is not asked for. */
    public Arrival(Origin origin, Instant clock, String version, String messageId, String bodyHash) {
        this(origin, clock, version, messageId, bodyHash, List.of());
    }

    /** The same without marks of the patient. */
    public Arrival unmarked() {
        return new Arrival(origin, clock, version, messageId, bodyHash);
    }

    /** Older by its clock; where the clocks are equal, by its place in the feed. */
    public boolean isBefore(Arrival other) {
        int order = clock.compareTo(other.clock);
        return order < 0 || order == 0 && origin.isBefore(other.origin);
    }

    /** The same message in another record, or in the same. */
    boolean isSameMessage(Arrival other) {
        return messageId.equals(other.messageId) && bodyHash.equals(other.bodyHash);
    }
}
