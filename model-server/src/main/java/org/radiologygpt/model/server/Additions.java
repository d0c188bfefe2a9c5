package org.radiologygpt.model.server;

import java.util.Optional;
import org.radiologygpt.model.score.Scoring;

/**
 * What a request wants to be told beside the text.
 *
 * @param logprobs whether the tokens' log-probabilities
 * @param alternatives how many of each token's alternatives
 * @param confidence whether the sentences' confidence
 * @param task what the prompt was made of, where the request names a task
 */
record Additions(boolean logprobs, int alternatives, boolean confidence, Optional<TaskPrompt> task) {
    /** OpenAI's limit of a completion's {@code logprobs}. */
    private static final int MOST_OF_COMPLETION = 5;

    static Additions read(Endpoint endpoint, Fields fields, Optional<TaskPrompt> task) {
        boolean confidence = fields.flag("confidence");
        if (endpoint == Endpoint.CHAT) {
            boolean logprobs = fields.flag("logprobs");
            int alternatives = fields.integer("top_logprobs", 0, 0, Scoring.MOST_ALTERNATIVES);
            if (alternatives > 0 && !logprobs) {
                throw ApiError.field("top_logprobs", "top_logprobs needs logprobs to be true");
            }
            return new Additions(logprobs, alternatives, confidence, task);
        }
        if (fields.integer("top_logprobs", 0, 0) > 0) {
            throw ApiError.field("top_logprobs", "top_logprobs belongs to chats, logprobs is the number here");
        }
        boolean logprobs = fields.has("logprobs") && !fields.isFalse("logprobs");
        int alternatives = logprobs ? fields.integer("logprobs", 0, 0, MOST_OF_COMPLETION) : 0;
        return new Additions(logprobs, alternatives, confidence, task);
    }

    Scoring scoring() {
        return logprobs || confidence ? Scoring.of(alternatives) : Scoring.NONE;
    }
}
