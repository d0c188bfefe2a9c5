package org.radiologygpt.model.tls;

/** Certificates or keys that cannot be used; names the file and what is expected. */
public final class TlsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TlsException(String message) {
        super(message, null, false, false);
    }
}
