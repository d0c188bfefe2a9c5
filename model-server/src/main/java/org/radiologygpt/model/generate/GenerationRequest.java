package org.radiologygpt.model.generate;

import java.time.Duration;
import java.util.List;
import org.radiologygpt.model.score.Scoring;

/**
 * A request for text.
 *
 * @param prompt text the model continues; never logged
 * @param maxTokens most tokens to generate
 * @param sampling how the next token is chosen
 * @param stop texts that end the answer and are not part of it
 * @param deadline time after which the answer is given up, counted from submission
 * @param scoring whether its tokens are scored
 */
public record GenerationRequest(
        String prompt, int maxTokens, Sampling sampling, List<String> stop, Duration deadline, Scoring scoring) {
    public GenerationRequest {
        stop = List.copyOf(stop);
        if (maxTokens < 1) {
            throw new IllegalArgumentException("max_tokens is " + maxTokens + ", it must be at least 1");
        }
        if (stop.stream().anyMatch(String::isEmpty)) {
            throw new IllegalArgumentException("stop contains an empty text");
        }
    }

    /** Without scores. */
    public GenerationRequest(String prompt, int maxTokens, Sampling sampling, List<String> stop, Duration deadline) {
        this(prompt, maxTokens, sampling, stop, deadline, Scoring.NONE);
    }

    public GenerationRequest withScoring(Scoring scoring) {
        return new GenerationRequest(prompt, maxTokens, sampling, stop, deadline, scoring);
    }

    /** Without the prompt: it must not reach a log. */
    @Override
    public String toString() {
        return "GenerationRequest[promptChars=" + prompt.length() + ", maxTokens=" + maxTokens + ", sampling="
                + sampling + ", deadline=" + deadline + "]";
    }
}
