package org.radiologygpt.report;

/** What became of one message's bytes. */
public sealed interface ReadOutcome {

    /**
     * The message is a report.
     *
     * @param account where each character of its text went
     */
    record Read(RadiologyReport report, TextAccount account) implements ReadOutcome {

        /** A report whose reader keeps no account. */
        public Read(RadiologyReport report) {
            this(report, TextAccount.notKept());
        }
    }

    /**
     * The message is none, or cannot be trusted.
     *
     * @param reason typed reason
     * @param detail field and cause for a person; never content of the message
     */
    record Rejected(RejectReason reason, String detail) implements ReadOutcome {}
}
