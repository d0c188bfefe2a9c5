package org.radiologygpt.routes.draft;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The two forms in which OpenAI's API takes a prompt. */
public enum TextApi {
    /** The prompt as it is. */
    COMPLETIONS("/v1/completions") {
        @Override
        void prompt(ObjectNode body, String prompt) {
            body.put("prompt", prompt);
        }

        @Override
        JsonNode text(JsonNode choice) {
            return choice.path("text");
        }
    },
    /** The prompt as the one message of a user, in the form of the server's chat template. */
    CHAT("/v1/chat/completions") {
        @Override
        void prompt(ObjectNode body, String prompt) {
            body.putArray("messages").addObject().put("role", "user").put("content", prompt);
        }

        @Override
        JsonNode text(JsonNode choice) {
            return choice.path("message").path("content");
        }
    };

    private final String path;

    TextApi(String path) {
        this.path = path;
    }

    String path() {
        return path;
    }

    abstract void prompt(ObjectNode body, String prompt);

    abstract JsonNode text(JsonNode choice);
}
