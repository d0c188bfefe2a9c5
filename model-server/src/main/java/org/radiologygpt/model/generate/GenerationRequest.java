package org.radiologygpt.model.generate;

import java.time.Duration;
import java.util.List;

/**
 * A request for text.
 *
 * @param prompt text the model continues; never logged
 * @param maxTokens most tokens to generate
 * @param sampling how the next token is chosen
 * @param stop texts that end the answer and are not part of it
 * @param deadline time after which the answer is given up, counted from submission
 */
public record GenerationRequest(String prompt, int maxTokens, Sampling sampling, List<String> stop, Duration deadline) {
    public GenerationRequest {
        stop = List.copyOf(stop);
        if (maxTokens < 1) {
            throw new IllegalArgumentException("max_tokens is " + maxTokens + ", it must be at least 1");
        }
        if (stop.stream().anyMatch(String::isEmpty)) {
            throw new IllegalArgumentException("stop contains an empty text");
        }
    }

    /** Without the prompt: it must not reach a log. */
    @Override
    public String toString() {
        return "GenerationRequest[promptChars=" + prompt.length() + ", maxTokens=" + maxTokens + ", sampling="
                + sampling + ", deadline=" + deadline + "]";
    }
}
