package org.radiologygpt.model.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.radiologygpt.model.prompt.PromptTemplate;

/**
 * A chat as a prompt in Alpaca form, for models whose directory has no chat template of its own.
 *
 * <p>System messages, joined by line breaks, are the instruction; without one it is the paper's, so that a lone user
 * message gives exactly {@link PromptTemplate#IMPRESSION}. The one user message is the input. The form knows no turns:
 * more than one user message, or one of the assistant, is an error rather than a guess.
 */
final class AlpacaChat {
    private static final String INSTRUCTION = "### Instruction:\n";
    private static final String INPUT = "\n\n### Input:\n";

    private AlpacaChat() {}

    /** The prompt for OpenAI's {@code messages}. */
    static String prompt(JsonNode messages) {
        List<String> system = new ArrayList<>();
        List<String> user = new ArrayList<>();
        if (!messages.isArray()) {
            throw ApiError.field("messages", "messages is missing or no array");
        }
        for (JsonNode message : messages) {
            switch (message.path("role").asText()) {
                case "system", "developer" -> system.add(content(message.path("content")));
                case "user" -> user.add(content(message.path("content")));
                default ->
                    throw ApiError.field("messages", "messages may have the roles system, developer and user only");
            }
        }
        if (user.size() != 1) {
            throw ApiError.field("messages", "messages must have exactly one user message, not " + user.size());
        }
        return render(String.join("\n", system), user.get(0));
    }

    private static String render(String instruction, String input) {
        String prompt = PromptTemplate.IMPRESSION.render(input);
        if (instruction.isBlank()) {
            return prompt;
        }
        int start = prompt.indexOf(INSTRUCTION) + INSTRUCTION.length();
        return prompt.substring(0, start) + instruction.strip() + prompt.substring(prompt.indexOf(INPUT, start));
    }

    /** A text, or text parts. */
    static String content(JsonNode content) {
        if (content.isTextual()) {
            return content.asText();
        }
        StringBuilder text = new StringBuilder();
        for (JsonNode part : content) {
            if (!part.path("type").asText().equals("text") || !part.path("text").isTextual()) {
                throw ApiError.field("messages", "messages may have content of type text only");
            }
            text.append(part.path("text").asText());
        }
        if (text.isEmpty()) {
            throw ApiError.field("messages", "messages has one without content");
        }
        return text.toString();
    }
}
