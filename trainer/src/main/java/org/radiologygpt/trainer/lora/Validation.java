package org.radiologygpt.trainer.lora;

import java.util.List;

/**
 * Scores of held-out examples, prompts left out.
 *
 * @param loss mean cross entropy of the completions, nats per token
 * @param exact share of examples whose every completion token is the most likely one, which is the share that greedy
 *     decoding reproduces to the letter
 */
record Validation(double loss, double exact) {

    static Validation of(TrainableLlama llama, List<Example> examples, int microTokens) {
        double loss = 0;
        long tokens = 0;
        int exact = 0;
        for (List<Example> part : BatchPlan.micro(examples, microTokens)) {
            TokenBatch batch = TokenBatch.of(part, 0);
            float[] scores = llama.score(batch);
            int targets = batch.targets().length;
            boolean[] wrong = new boolean[part.size()];
            for (int i = 0; i < targets; i++) {
                loss += scores[i];
                wrong[batch.examples()[i]] |= scores[targets + i] == 0;
            }
            tokens += targets;
            exact += countRight(wrong);
        }
        return new Validation(loss / tokens, (double) exact / examples.size());
    }

    private static int countRight(boolean[] wrong) {
        int right = 0;
        for (boolean one : wrong) {
            right += one ? 0 : 1;
        }
        return right;
    }
}
