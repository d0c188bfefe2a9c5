package org.radiologygpt.model.chat;

import java.util.Map;

/**
 * One turn of a conversation.
 *
 * @param role {@code system}, {@code user} or {@code assistant}
 * @param content what was said; never logged
 */
public record ChatMessage(String role, String content) {

    Map<String, String> fields() {
        return Map.of("role", role, "content", content);
    }

    /** Without the content: it must not reach a log. */
    @Override
    public String toString() {
        return "ChatMessage[" + role + ", " + content.length() + " characters]";
    }
}
