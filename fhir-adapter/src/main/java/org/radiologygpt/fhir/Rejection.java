package org.radiologygpt.fhir;

import org.radiologygpt.report.ReadOutcome.Rejected;
import org.radiologygpt.report.RejectReason;

/** Ends the reading of one message; never leaves this package. Its text holds no content of the message. */
final class Rejection extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final RejectReason reason;

    Rejection(RejectReason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    Rejected outcome() {
        return new Rejected(reason, getMessage());
    }
}
