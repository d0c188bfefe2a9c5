package org.radiologygpt.routes.app;

/** A setting that cannot be used; the message names its key and what is allowed. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ConfigException(String message) {
        super(message);
    }
}
