package org.radiologygpt.model.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.radiologygpt.model.chat.ChatException;
import org.radiologygpt.model.chat.ChatMessage;
import org.radiologygpt.model.chat.ChatTemplate;
import org.radiologygpt.model.prompt.PromptTemplate;

/**
 * A chat as a prompt by the model's own template. A message that spells a control token is refused: the tokenizer would
 * take it for the end of a turn.
 */
final class TemplateChat {
    private TemplateChat() {}

    /** The prompt for OpenAI's {@code messages}. */
    static String prompt(ChatTemplate template, JsonNode messages) {
        if (!messages.isArray() || messages.isEmpty()) {
            throw ApiError.field("messages", "messages is missing, empty or no array");
        }
        List<ChatMessage> turns = new ArrayList<>();
        for (JsonNode message : messages) {
            turns.add(new ChatMessage(role(message), said(message)));
        }
        try {
            return template.render(turns);
        } catch (ChatException e) {
            throw ApiError.chat(e.getMessage());
        }
    }

    private static String role(JsonNode message) {
        String role = message.path("role").asText();
        return switch (role) {
            case "system", "developer" -> "system";
            case "user", "assistant" -> role;
            default -> throw ApiError.field("messages", "messages may have the roles system, user and assistant only");
        };
    }

    private static String said(JsonNode message) {
        String content = AlpacaChat.content(message.path("content"));
        if (PromptTemplate.holdsControlToken(content)) {
            throw ApiError.field("messages", "messages has one that spells a control token of a model");
        }
        return content;
    }
}
