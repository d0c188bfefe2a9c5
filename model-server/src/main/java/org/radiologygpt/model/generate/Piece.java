package org.radiologygpt.model.generate;

import java.util.List;
import org.radiologygpt.model.score.ScoredToken;

/**
 * A piece of an answer that has become certain.
 *
 * @param text never empty, never half a character
 * @param tokens those whose text begins in it, where the request wants scores
 */
public record Piece(String text, List<ScoredToken> tokens) {
    public Piece {
        tokens = List.copyOf(tokens);
    }

    /** Without the text: it must not reach a log. */
    @Override
    public String toString() {
        return "Piece[chars=" + text.length() + ", tokens=" + tokens.size() + "]";
    }
}
