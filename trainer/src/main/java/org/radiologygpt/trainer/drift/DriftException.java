package org.radiologygpt.trainer.drift;

/** Lines that cannot be watched; the message is one sentence. */
public final class DriftException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DriftException(String message) {
        super(message);
    }
}
