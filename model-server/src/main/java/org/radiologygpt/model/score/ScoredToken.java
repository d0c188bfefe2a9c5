package org.radiologygpt.model.score;

import java.util.List;

/**
 * A token of an answer.
 *
 * @param chosen the token
 * @param entropy of the model's distribution where it was chosen, in nats
 * @param alternatives the most likely tokens there, the chosen one maybe among them, most likely first
 * @param start where its text begins in the answer, in UTF-16 code units; of a token that is part of a character, where
 *     the character begins
 */
public record ScoredToken(TokenLogprob chosen, double entropy, List<TokenLogprob> alternatives, int start) {
    public ScoredToken {
        alternatives = List.copyOf(alternatives);
    }
}
