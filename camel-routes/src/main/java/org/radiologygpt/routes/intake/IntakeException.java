package org.radiologygpt.routes.intake;

/** A record is not stored. Its message holds no content. */
public final class IntakeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Whether another try can help. */
    public enum Kind {
        /** Larger than the topic takes: never. */
        TOO_LARGE,
        /** Kafka is away, slow or refuses: later. */
        UNAVAILABLE
    }

    private final Kind kind;

    public IntakeException(Kind kind, String fault) {
        super(kind + ": " + fault, null, false, false);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
