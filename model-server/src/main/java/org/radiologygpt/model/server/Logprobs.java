package org.radiologygpt.model.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.radiologygpt.model.score.ScoredToken;
import org.radiologygpt.model.score.SentenceScore;
import org.radiologygpt.model.score.TokenBytes;
import org.radiologygpt.model.score.TokenLogprob;

/** Scores of tokens in OpenAI's two forms, and of sentences in ours. */
final class Logprobs {
    /** What OpenAI gives for a token that has no probability: JSON has no infinity. */
    private static final float NEVER = -9999;

    private Logprobs() {}

    /** {@code {"tokens","token_logprobs","top_logprobs","text_offset"}}. */
    static ObjectNode completion(List<ScoredToken> tokens) {
        ObjectNode json = Json.object();
        ArrayNode texts = json.putArray("tokens");
        ArrayNode logprobs = json.putArray("token_logprobs");
        ArrayNode tops = json.putArray("top_logprobs");
        ArrayNode offsets = json.putArray("text_offset");
        for (ScoredToken token : tokens) {
            texts.add(nameInCompletion(token.chosen().bytes()));
            logprobs.add(logprob(token.chosen()));
            ObjectNode top = tops.addObject();
            token.alternatives().forEach(other -> putIfAbsent(top, other));
            putIfAbsent(top, token.chosen());
            offsets.add(token.start());
        }
        return json;
    }

    /** Tokens that read the same share one name: the most likely one's figure stays. */
    private static void putIfAbsent(ObjectNode top, TokenLogprob token) {
        String name = nameInCompletion(token.bytes());
        if (!top.has(name)) {
            top.put(name, logprob(token));
        }
    }

    private static String nameInCompletion(TokenBytes bytes) {
        return bytes.whole() ? bytes.text() : "bytes:" + bytes.text();
    }

    /** {@code {"content":[{"token","logprob","bytes","top_logprobs"}],"refusal":null}}. */
    static ObjectNode chat(List<ScoredToken> tokens) {
        ObjectNode json = Json.object();
        ArrayNode content = json.putArray("content");
        for (ScoredToken token : tokens) {
            ArrayNode tops = chat(content.addObject(), token.chosen()).putArray("top_logprobs");
            token.alternatives().forEach(other -> chat(tops.addObject(), other));
        }
        return json.putNull("refusal");
    }

    private static ObjectNode chat(ObjectNode json, TokenLogprob token) {
        json.put("token", token.bytes().text()).put("logprob", logprob(token));
        ArrayNode bytes = json.putArray("bytes");
        for (int value : token.bytes().values()) {
            bytes.add(value);
        }
        return json;
    }

    /** {@code {"sentences":[{"start","end","tokens","mean_logprob","mean_entropy","min_probability"}]}}. */
    static ObjectNode confidence(List<SentenceScore> sentences) {
        ObjectNode json = Json.object();
        ArrayNode array = json.putArray("sentences");
        for (SentenceScore sentence : sentences) {
            array.addObject()
                    .put("start", sentence.start())
                    .put("end", sentence.end())
                    .put("tokens", sentence.tokens())
                    .put("mean_logprob", Math.max(NEVER, (float) sentence.meanLogprob()))
                    .put("mean_entropy", (float) sentence.meanEntropy())
                    .put("min_probability", (float) sentence.leastProbability());
        }
        return json;
    }

    private static float logprob(TokenLogprob token) {
        return Math.max(NEVER, (float) token.logprob());
    }
}
