package org.radiologygpt.trainer.retrain;

/** A retraining that cannot begin. The message is one sentence. */
public final class RetrainException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RetrainException(String message) {
        super(message);
    }
}
