package org.radiologygpt.model.server;

import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.radiologygpt.model.generate.Generation;
import org.radiologygpt.model.generate.Piece;
import org.radiologygpt.model.score.ScoredToken;
import org.radiologygpt.model.score.SentenceScore;

/**
 * An answer in OpenAI's JSON, whole or in pieces.
 *
 * @param endpoint its form
 * @param id its id
 * @param created seconds since 1970
 * @param model name of the model
 * @param additions what it tells beside the text
 */
record Answer(Endpoint endpoint, String id, long created, String model, Additions additions) {

    ObjectNode whole(Generation generation) {
        ObjectNode json = head(endpoint.object());
        ObjectNode choice = choice(json, Endpoint.reason(generation.finish()), generation.tokens());
        endpoint.whole(choice, generation.text());
        confidence(choice, generation);
        usage(json, generation);
        return json;
    }

    ObjectNode piece(Piece piece, boolean first) {
        ObjectNode json = head(endpoint.chunk());
        endpoint.piece(choice(json, null, piece.tokens()), piece.text(), first);
        return json;
    }

    /**
     * The event that tells why the answer ended.
     *
     * @param told scores that the pieces had
     */
    ObjectNode end(Generation generation, int told, boolean first) {
        ObjectNode json = head(endpoint.chunk());
        List<ScoredToken> rest =
                generation.tokens().subList(told, generation.tokens().size());
        ObjectNode choice = choice(json, Endpoint.reason(generation.finish()), rest);
        endpoint.piece(choice, "", first);
        confidence(choice, generation);
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
        ObjectNode json = Json.object()
                .put("id", id)
                .put("object", object)
                .put("created", created)
                .put("model", model);
        additions.task().ifPresent(task -> task.tell(json));
        return json;
    }

    private ObjectNode choice(ObjectNode json, String reason, List<ScoredToken> tokens) {
        ObjectNode choice = json.putArray("choices").addObject().put("index", 0);
        choice.set("logprobs", additions.logprobs() ? endpoint.logprobs(tokens) : NullNode.getInstance());
        return choice.put("finish_reason", reason);
    }

    private void confidence(ObjectNode choice, Generation generation) {
        if (additions.confidence()) {
            choice.set("confidence", Logprobs.confidence(SentenceScore.of(generation.text(), generation.tokens())));
        }
    }

    private static void usage(ObjectNode json, Generation generation) {
        json.putObject("usage")
                .put("prompt_tokens", generation.promptTokens())
                .put("completion_tokens", generation.completionTokens())
                .put("total_tokens", generation.promptTokens() + generation.completionTokens());
    }
}
