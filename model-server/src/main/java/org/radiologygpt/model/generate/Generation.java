package org.radiologygpt.model.generate;

/**
 * A generated answer.
 *
 * @param text the answer without the prompt and without the stop text
 * @param finish why it ended
 * @param promptTokens tokens of the prompt
 * @param completionTokens tokens generated, the end token not counted
 */
public record Generation(String text, Finish finish, int promptTokens, int completionTokens) {

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
