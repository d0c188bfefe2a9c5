package org.radiologygpt.trainer.lora;

/** A training that cannot go on; the message is one sentence that says what is kept and what to do. */
public final class TrainingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TrainingException(String message) {
        super(message);
    }

    TrainingException(String message, Throwable cause) {
        super(message, cause);
    }
}
