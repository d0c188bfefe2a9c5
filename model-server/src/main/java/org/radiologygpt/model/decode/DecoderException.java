package org.radiologygpt.model.decode;

/** The engine failed in a way the caller cannot repair. */
public final class DecoderException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DecoderException(String message, Throwable cause) {
        super(message, cause);
    }
}
