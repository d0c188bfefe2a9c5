package org.radiologygpt.trainer.lora;

/** A training that cannot start; the message is one sentence that names the key or file, and what is allowed. */
public final class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SettingsException(String message) {
        super(message);
    }
}
