package org.radiologygpt.model.generate;

/** A request that got no answer. The message never contains the prompt. */
public final class GenerationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Cause kind;

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
        super(message);
        this.kind = kind;
    }

    public GenerationException(Cause kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** Why. */
    public Cause kind() {
        return kind;
    }
}
