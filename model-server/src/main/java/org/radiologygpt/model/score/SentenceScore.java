package org.radiologygpt.model.score;

import java.util.ArrayList;
import java.util.List;

/**
 * How sure the model was of a sentence. Sure is not right: these are figures of the model about itself.
 *
 * @param start where it begins in the answer, in UTF-16 code units
 * @param end the place after its last code unit
 * @param tokens that it is made of; one between two sentences counts to the second
 * @param meanLogprob mean of its tokens' log-probabilities, natural logarithms
 * @param meanEntropy mean of the entropies where they were chosen, in nats
 * @param leastProbability of its least likely token
 */
public record SentenceScore(
        int start, int end, int tokens, double meanLogprob, double meanEntropy, double leastProbability) {

    /**
     * The scores of an answer's sentences, in order. A sentence in which no token begins is left out.
     *
     * @param scored the answer's tokens, in order
     */
    public static List<SentenceScore> of(String answer, List<ScoredToken> scored) {
        List<SentenceScore> scores = new ArrayList<>();
        int next = 0;
        for (Span sentence : Sentences.of(answer)) {
            int first = next;
            while (next < scored.size() && scored.get(next).start() < sentence.end()) {
                next++;
            }
            if (next > first) {
                scores.add(of(sentence, scored.subList(first, next)));
            }
        }
        return scores;
    }

    private static SentenceScore of(Span sentence, List<ScoredToken> tokens) {
        double logprobs = 0;
        double entropies = 0;
        double least = 0;
        for (ScoredToken token : tokens) {
            logprobs += token.chosen().logprob();
            entropies += token.entropy();
            least = Math.min(least, token.chosen().logprob());
        }
        int count = tokens.size();
        return new SentenceScore(
                sentence.start(), sentence.end(), count, logprobs / count, entropies / count, Math.exp(least));
    }
}
