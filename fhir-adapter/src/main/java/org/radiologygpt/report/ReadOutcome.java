package org.radiologygpt.report;

/** What became of one message's bytes. */
public sealed interface ReadOutcome {

    /** The message is a report. */
    record Read(RadiologyReport report) implements ReadOutcome {}

    /**
     * The message is none, or cannot be trusted.
     *
     * @param reason typed reason
     * @param detail field and cause for a person; never content of the message
     */
    record Rejected(RejectReason reason, String detail) implements ReadOutcome {}
}
