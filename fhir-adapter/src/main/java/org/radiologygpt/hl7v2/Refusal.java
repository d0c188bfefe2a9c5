package org.radiologygpt.hl7v2;

import org.radiologygpt.report.RejectReason;

/** Ends the reading of a message; never leaves this package. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final RejectReason reason;

    Refusal(RejectReason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    RejectReason reason() {
        return reason;
    }
}
