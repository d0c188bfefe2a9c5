package org.radiologygpt.model.weights;

/** A model directory that cannot be used; the message is one sentence that names the file and the cause. */
public final class ModelFormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ModelFormatException(String message) {
        super(message);
    }

    public ModelFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
