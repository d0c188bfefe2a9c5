package org.radiologygpt.model.generate;

import java.util.List;
import org.radiologygpt.model.score.ScoredToken;

/**
 * A generated answer.
 *
 * @param text the answer without the prompt and without the stop text
 * @param finish why it ended
 * @param promptTokens tokens of the prompt
 * @param completionTokens tokens generated, the end token not counted
 * @param tokens scores of the tokens whose text begins in the answer; none where the request wants none
 */
public record Generation(String text, Finish finish, int promptTokens, int completionTokens, List<ScoredToken> tokens) {
    public Generation {
        tokens = List.copyOf(tokens);
    }

    /** Without scores. */
    public Generation(String text, Finish finish, int promptTokens, int completionTokens) {
        this(text, finish, promptTokens, completionTokens, List.of());
    }

    /** Why an answer ended. */
    public enum Finish {
        /** End token or a stop text. */
        STOP,
        /** {@code maxTokens} or the context's end: the answer may be cut. */
        LENGTH
    }

    /** Without the text: it must not reach a log. */
    @Override
    public String toString() {
        return "Generation[finish=" + finish + ", promptTokens=" + promptTokens + ", completionTokens="
                + completionTokens + "]";
    }
}
