package org.radiologygpt.routes.control;

/** The rules cannot be read or written now. Quotes no content. */
public final class ControlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ControlException(String message) {
        super(message);
    }
}
