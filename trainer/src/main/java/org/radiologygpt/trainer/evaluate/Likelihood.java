package org.radiologygpt.trainer.evaluate;

import java.util.ArrayList;
import java.util.List;
import org.radiologygpt.model.decode.Decoder;

/**
 * How likely a model finds the reference answers when it is given each token before the next (teacher forcing).
 *
 * @param nats sum of negative log-probabilities over all tokens
 * @param choices the model's own first choice at each token, in order
 */
record Likelihood(double nats, List<Integer> choices) {
    Likelihood {
        choices = List.copyOf(choices);
    }

    /** Texts longer than a slot of the decoder are left out, by every decoder of the same length alike. */
    static Likelihood of(Decoder decoder, List<ReferenceText> texts) {
        double nats = 0;
        List<Integer> choices = new ArrayList<>();
        int[] slot = {0};
        for (ReferenceText text : texts) {
            if (text.prompt().length + text.answer().length > decoder.maxTokens()) {
                continue;
            }
            decoder.truncate(0, 0);
            float[] logits = decoder.prefill(0, text.prompt());
            for (int i = 0; i < text.answer().length; i++) {
                if (i > 0) {
                    logits = decoder.step(slot, new int[] {text.answer()[i - 1]})[0];
                }
                nats += surprise(logits, text.answer()[i]);
                choices.add(first(logits));
            }
        }
        return new Likelihood(nats, choices);
    }

    /** e to the mean of nats a token. */
    double perplexity() {
        return Math.exp(nats / Math.max(1, choices.size()));
    }

    /** Share of tokens at which both have the same first choice, in percent. */
    double agreement(Likelihood other) {
        int same = 0;
        for (int i = 0; i < choices.size(); i++) {
            same += choices.get(i).equals(other.choices.get(i)) ? 1 : 0;
        }
        return 100.0 * same / Math.max(1, choices.size());
    }

    static double surprise(float[] logits, int token) {
        double largest = logits[first(logits)];
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp(logit - largest);
        }
        return Math.log(sum) + largest - logits[token];
    }

    private static int first(float[] logits) {
        int best = 0;
        for (int i = 1; i < logits.length; i++) {
            best = logits[i] > logits[best] ? i : best;
        }
        return best;
    }
}
