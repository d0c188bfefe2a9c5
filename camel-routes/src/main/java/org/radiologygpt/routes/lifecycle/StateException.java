package org.radiologygpt.routes.lifecycle;

/** The states cannot be read or written now; nothing is known to be wrong with a message. Quotes no content. */
public final class StateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StateException(String message) {
        super(message);
    }
}
