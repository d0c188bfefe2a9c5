package org.radiologygpt.model.chat;

/** A conversation that a model's template does not take; the message holds nothing of what was said. */
public final class ChatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ChatException(String message) {
        super(message, null, false, false);
    }
}
