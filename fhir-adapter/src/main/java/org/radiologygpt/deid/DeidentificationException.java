package org.radiologygpt.deid;

import java.util.Locale;

/** No clean text could be made: there must be no prompt and no training pair. Never holds the identifier. */
public final class DeidentificationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Why. */
    public enum Reason {
        /** A known identifier was still found in the rendered text. */
        IDENTIFIER_LEFT,
        /** A fault of ours. */
        DEIDENTIFIER_FAULT;

        /** Lower case, as {@code identifier_left}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param reason typed reason
     * @param detail kind of identifier or class of the fault; never a value
     */
    DeidentificationException(Reason reason, String detail) {
        super(reason.code() + ": " + detail);
        this.reason = reason;
    }

    /** Why no clean text could be made. */
    public Reason reason() {
        return reason;
    }
}
