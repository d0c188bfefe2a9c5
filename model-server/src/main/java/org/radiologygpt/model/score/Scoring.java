package org.radiologygpt.model.score;

/**
 * Whether an answer's tokens are scored.
 *
 * @param wanted whether they are; it costs a pass over the vocabulary for each token
 * @param alternatives most likely tokens that are told beside the chosen one, at most {@link #MOST_ALTERNATIVES}
 */
public record Scoring(boolean wanted, int alternatives) {

    /** OpenAI's limit of {@code top_logprobs}. */
    public static final int MOST_ALTERNATIVES = 20;

    /** No scores. */
    public static final Scoring NONE = new Scoring(false, 0);

    public Scoring {
        if (alternatives < 0 || alternatives > MOST_ALTERNATIVES) {
            throw new IllegalArgumentException(
                    "alternatives is " + alternatives + ", it must be between 0 and " + MOST_ALTERNATIVES);
        }
    }

    /** Scores of the chosen tokens and of so many alternatives. */
    public static Scoring of(int alternatives) {
        return new Scoring(true, alternatives);
    }
}
