package org.radiologygpt.routes.training;

/** The topic does not take a pair now; nothing is known to be wrong with the report. Quotes no content. */
public final class TrainingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TrainingException(String message) {
        super(message);
    }
}
