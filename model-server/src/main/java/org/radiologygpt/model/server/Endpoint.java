package org.radiologygpt.model.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.radiologygpt.model.generate.Generation;
import org.radiologygpt.model.score.ScoredToken;

/** The two forms of OpenAI's API in which a text is asked for and answered. */
enum Endpoint {
    COMPLETIONS("/v1/completions", "cmpl-", "text_completion", "text_completion") {
        @Override
        void whole(ObjectNode choice, String text) {
            choice.put("text", text);
        }

        @Override
        void piece(ObjectNode choice, String text, boolean first) {
            choice.put("text", text);
        }

        @Override
        ObjectNode logprobs(List<ScoredToken> tokens) {
            return Logprobs.completion(tokens);
        }
    },
    CHAT("/v1/chat/completions", "chatcmpl-", "chat.completion", "chat.completion.chunk") {
        @Override
        void whole(ObjectNode choice, String text) {
            choice.putObject("message").put("role", "assistant").put("content", text);
        }

        @Override
        void piece(ObjectNode choice, String text, boolean first) {
            ObjectNode delta = choice.putObject("delta");
            if (first) {
                delta.put("role", "assistant");
            }
            if (!text.isEmpty()) {
                delta.put("content", text);
            }
        }

        @Override
        ObjectNode logprobs(List<ScoredToken> tokens) {
            return Logprobs.chat(tokens);
        }
    };

    private final String path;
    private final String idPrefix;
    private final String object;
    private final String chunk;

    Endpoint(String path, String idPrefix, String object, String chunk) {
        this.path = path;
        this.idPrefix = idPrefix;
        this.object = object;
        this.chunk = chunk;
    }

    /** The endpoint at a path. */
    static Optional<Endpoint> of(String path) {
        return Arrays.stream(values())
                .filter(endpoint -> endpoint.path.equals(path))
                .findFirst();
    }

    String path() {
        return path;
    }

    String idPrefix() {
        return idPrefix;
    }

    /** Name of a whole answer. */
    String object() {
        return object;
    }

    /** Name of a piece of an answer. */
    String chunk() {
        return chunk;
    }

    abstract void whole(ObjectNode choice, String text);

    /** A piece of the answer, maybe none; a chat names its speaker with the first only. */
    abstract void piece(ObjectNode choice, String text, boolean first);

    abstract ObjectNode logprobs(List<ScoredToken> tokens);

    static String reason(Generation.Finish finish) {
        return finish.name().toLowerCase(Locale.ROOT);
    }
}
