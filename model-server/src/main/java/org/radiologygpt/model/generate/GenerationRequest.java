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
 * @param turn what decides when it gets a slot
 * @param progress who watches it
 * @param scoring whether its tokens are scored
 */
public record GenerationRequest(
        String prompt,
        int maxTokens,
        Sampling sampling,
        List<String> stop,
        Duration deadline,
        Turn turn,
        Progress progress,
        Scoring scoring) {
    public GenerationRequest {
        stop = List.copyOf(stop);
        if (maxTokens < 1) {
            throw new IllegalArgumentException("max_tokens is " + maxTokens + ", it must be at least 1");
        }
        if (stop.stream().anyMatch(String::isEmpty)) {
            throw new IllegalArgumentException("stop contains an empty text");
        }
    }

    /** A routine one that nobody watches, without scores. */
    public GenerationRequest(String prompt, int maxTokens, Sampling sampling, List<String> stop, Duration deadline) {
        this(prompt, maxTokens, sampling, stop, deadline, Turn.ROUTINE, Progress.NONE, Scoring.NONE);
    }

    public GenerationRequest withTurn(Turn other) {
        return new GenerationRequest(prompt, maxTokens, sampling, stop, deadline, other, progress, scoring);
    }

    public GenerationRequest withProgress(Progress other) {
        return new GenerationRequest(prompt, maxTokens, sampling, stop, deadline, turn, other, scoring);
    }

    public GenerationRequest withScoring(Scoring other) {
        return new GenerationRequest(prompt, maxTokens, sampling, stop, deadline, turn, progress, other);
    }

    /** Without the prompt: it must not reach a log. */
    @Override
    public String toString() {
        return "GenerationRequest[promptChars=" + prompt.length() + ", maxTokens=" + maxTokens + ", sampling="
                + sampling + ", deadline=" + deadline + ", turn=" + turn + "]";
    }
}
