package org.radiologygpt.routes.draft;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** A model call without an answer. Its message never holds the prompt, the answer or a server's own words. */
public final class ModelException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final int status;
    private final transient Optional<Duration> retryAfter;

    /** What went wrong, and so who must act. */
    public enum Kind {
        /** No connection, overload, breaker open, credentials or model name refused: wait, the message is innocent. */
        UNAVAILABLE,
        /** No answer in time: wait, and after some attempts suspect the message. */
        TIMEOUT,
        /** An internal error or an unreadable answer: wait, and after some attempts suspect the message. */
        FAILED,
        /** The prompt does not fit the model's context. */
        PROMPT_TOO_LONG,
        /** The server refuses this request for good. */
        REFUSED;

        /** Lower case with the stage, as {@code model_timeout}. */
        public String code() {
            return "model_" + name().toLowerCase(Locale.ROOT);
        }

        /** Whether the same call may succeed later. */
        public boolean retryable() {
            return this == UNAVAILABLE || this == TIMEOUT || this == FAILED;
        }
    }

    public ModelException(Kind kind, String message) {
        this(kind, message, 0);
    }

    /** Of a server that is up and asks to wait. */
    public ModelException(Kind kind, String message, Optional<Duration> retryAfter) {
        this(kind, message, 0, retryAfter);
    }

    ModelException(Kind kind, String message, int status) {
        this(kind, message, status, Optional.empty());
    }

    ModelException(Kind kind, String message, int status, Optional<Duration> retryAfter) {
        super(message);
        this.kind = kind;
        this.status = status;
        this.retryAfter = retryAfter;
    }

    /** What went wrong. */
    public Kind kind() {
        return kind;
    }

    /** HTTP status of the server, 0 where there was no answer. */
    int status() {
        return status;
    }

    /** How long an overloaded server asks to wait; it is up, and refuses for now. */
    public Optional<Duration> retryAfter() {
        return retryAfter == null ? Optional.empty() : retryAfter;
    }
}
