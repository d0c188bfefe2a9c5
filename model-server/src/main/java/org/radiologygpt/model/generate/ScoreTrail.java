package org.radiologygpt.model.generate;

import java.util.ArrayList;
import java.util.List;
import org.radiologygpt.model.score.Distribution;
import org.radiologygpt.model.score.ScoredToken;
import org.radiologygpt.model.score.Scoring;
import org.radiologygpt.model.score.TokenLogprob;

/**
 * The scores of an answer's tokens, each told as soon as a character of its text is certain to be in the answer, and not
 * at all where a stop text takes that first character away. A token that is part of a character begins where the
 * character does.
 */
final class ScoreTrail {
    private final Scoring scoring;
    private final Tokens tokens;
    private final List<ScoredToken> untold = new ArrayList<>();
    private final List<ScoredToken> told = new ArrayList<>();
    private int decoded;
    private int placed;

    ScoreTrail(Scoring scoring, Tokens tokens) {
        this.scoring = scoring;
        this.tokens = tokens;
    }

    /** Takes note of the next token and of the logits that it was chosen from. */
    void chosen(int id, float[] logits) {
        if (!scoring.wanted()) {
            return;
        }
        Distribution distribution = Distribution.of(logits);
        List<TokenLogprob> alternatives = new ArrayList<>(scoring.alternatives());
        for (int other : distribution.mostLikely(scoring.alternatives())) {
            alternatives.add(logprob(other, distribution));
        }
        untold.add(new ScoredToken(logprob(id, distribution), distribution.entropy(), alternatives, decoded));
    }

    private TokenLogprob logprob(int id, Distribution distribution) {
        return new TokenLogprob(id, tokens.bytes(id), distribution.logprob(id));
    }

    /** Takes note that the tokens so far stand for more text, before stop texts are looked for. */
    void decoded(String text) {
        if (!text.isEmpty()) {
            decoded += text.length();
            placed = untold.size();
        }
    }

    /** The tokens that begin within so many code units of the answer and were not told yet. */
    List<ScoredToken> within(int length) {
        int count = 0;
        while (count < placed && untold.get(count).start() < length) {
            count++;
        }
        placed -= count;
        return tell(count);
    }

    /** The tokens that were not told yet, where nothing was cut off. */
    void rest() {
        tell(untold.size());
    }

    private List<ScoredToken> tell(int count) {
        if (count == 0) {
            return List.of();
        }
        List<ScoredToken> next = List.copyOf(untold.subList(0, count));
        untold.subList(0, count).clear();
        told.addAll(next);
        return next;
    }

    /** All that were told. */
    List<ScoredToken> told() {
        return told;
    }
}
