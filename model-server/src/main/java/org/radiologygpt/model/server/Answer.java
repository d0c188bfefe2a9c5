package org.radiologygpt.model.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.radiologygpt.model.generate.Generation;

/**
 * An answer in OpenAI's JSON, whole or in pieces.
 *
 * @param endpoint its form
 * @param id its id
 * @param created seconds since 1970
 * @param model name of the model
 */
record Answer(Endpoint endpoint, String id, long created, String model) {

    ObjectNode whole(Generation generation) {
        ObjectNode json = head(endpoint.object());
        ObjectNode choice = choice(json, Endpoint.reason(generation.finish()));
        endpoint.whole(choice, generation.text());
        usage(json, generation);
        return json;
    }

    ObjectNode piece(String text, boolean first) {
        ObjectNode json = head(endpoint.chunk());
        endpoint.piece(choice(json, null), text, first);
        return json;
    }

    /** The event that tells why the answer ended. */
    ObjectNode end(Generation generation, boolean first) {
        ObjectNode json = head(endpoint.chunk());
        endpoint.piece(choice(json, Endpoint.reason(generation.finish())), "", first);
        return json;
    }

    /** The event that tells the tokens. */
    ObjectNode usage(Generation generation) {
        ObjectNode json = head(endpoint.chunk());
        json.putArray("choices");
        usage(json, generation);
        return json;
    }

    private ObjectNode head(String object) {
        return Json.object()
                .put("id", id)
                .put("object", object)
                .put("created", created)
                .put("model", model);
    }

    private static ObjectNode choice(ObjectNode json, String reason) {
        ObjectNode choice = json.putArray("choices").addObject().put("index", 0);
        choice.putNull("logprobs");
        return choice.put("finish_reason", reason);
    }

    private static void usage(ObjectNode json, Generation generation) {
        json.putObject("usage")
                .put("prompt_tokens", generation.promptTokens())
                .put("completion_tokens", generation.completionTokens())
                .put("total_tokens", generation.promptTokens() + generation.completionTokens());
    }
}
