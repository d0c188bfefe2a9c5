package org.radiologygpt.model.generate;

/** A request that got no answer. The message never contains the prompt. */
public final class GenerationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Cause kind;
    private final int retryAfterSeconds;

    /** Why. */
    public enum Cause {
        /** The prompt does not fit the model's context. */
        PROMPT_TOO_LONG,
        /** More requests wait than the queue takes. */
        OVERLOADED,
        DEADLINE_EXCEEDED,
        CANCELLED,
        /** The adapter is no longer served. */
        UNLOADED,
        /** The generator is closed or its engine failed. */
        UNAVAILABLE
    }

    public GenerationException(Cause kind, String message) {
        this(kind, message, 1);
    }

    private GenerationException(Cause kind, String message, int retryAfterSeconds) {
        super(message);
        this.kind = kind;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    public GenerationException(Cause kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.retryAfterSeconds = 1;
    }

    /** More requests wait than the queue takes. */
    static GenerationException overloaded(String message, int retryAfterSeconds) {
        return new GenerationException(Cause.OVERLOADED, message, retryAfterSeconds);
    }

    /** Why. */
    public Cause kind() {
        return kind;
    }

    /** When another try may succeed, as far as the generator can tell. */
    public int retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
