package org.radiologygpt.routes.writeback;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** A draft that was not stored. Its message holds no content of a message and no words of the server. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final String reason;
    private final transient Optional<Duration> retryAfter;

    /** What went wrong, and so who must act. */
    public enum Kind {
        /** No connection, overload, conflict: wait, the message is innocent. */
        UNAVAILABLE,
        /** The server answers, but fails on this draft: wait, and after some time suspect the message. */
        FAILED,
        /** Credentials refused: wait for an operator, the message is innocent. */
        UNAUTHORIZED,
        /** The server refuses this draft for good. */
        REFUSED
    }

    /** A FHIR server's answer, or none. */
    public StoreException(Kind kind, String message, Optional<Duration> retryAfter) {
        this(kind, "fhir_" + kind.name().toLowerCase(Locale.ROOT), message, retryAfter);
    }

    /**
     * Any receiver's answer, or none.
     *
     * @param reason typed reason of an outcome, as {@code receiver_refused}
     */
    public StoreException(Kind kind, String reason, String message, Optional<Duration> retryAfter) {
        super(message);
        this.kind = kind;
        this.reason = reason;
        this.retryAfter = retryAfter;
    }

    /** What went wrong. */
    public Kind kind() {
        return kind;
    }

    /** Typed reason, as {@code fhir_refused} or {@code no_patient_id}. */
    public String reason() {
        return reason;
    }

    /** How long the server asks to wait. */
    public Optional<Duration> retryAfter() {
        return retryAfter == null ? Optional.empty() : retryAfter;
    }
}
