package org.radiologygpt.trainer.lora;

import java.util.List;
import java.util.Optional;

/**
 * How to train. Defaults are the paper's LoRA; {@code method: full} trains all weights.
 *
 * @param lora the adapter, or empty to train all weights
 * @param randomInit start from random weights instead of the base directory's
 * @param tokenizerSize tokens of a tokenizer to learn from the data, or empty to use the base directory's
 * @param seed of weights, shuffling and dropout
 * @param batchSize examples per step
 * @param microTokens most tokens, padding included, that go through the network at once; the rest is accumulated
 * @param workers micro-batches that go through the network at once, each on one thread where there are several; with more
 *     than one the order in which gradients are summed varies, and with it the last bits of a result
 * @param epochs passes over the data
 * @param steps steps in all; 0 lets {@code epochs} decide
 * @param maxLength longer examples are left out, tokens
 * @param promptLossWeight weight of a prompt token in the loss, a completion token has 1
 * @param promptLossSteps steps after which prompts are left out of the loss; 0 keeps them to the end
 * @param emphasis words of the impression that cost more
 * @param validation examples held out, taken from the end of the data
 * @param checkpointMinutes wall time between checkpoints
 */
record TrainSettings(
        Optional<LoraSpec> lora,
        boolean randomInit,
        Optional<Integer> tokenizerSize,
        long seed,
        Optimizer optimizer,
        int batchSize,
        int microTokens,
        int workers,
        double epochs,
        int steps,
        int maxLength,
        double promptLossWeight,
        int promptLossSteps,
        Emphasis emphasis,
        int validation,
        double checkpointMinutes) {

    /**
     * AdamW and its learning rate.
     *
     * @param learningRate peak
     * @param warmup share of the steps in which it rises to the peak
     * @param finalRate share of the peak at which the cosine ends
     */
    record Optimizer(double learningRate, double warmup, double finalRate, double weightDecay, double maxNorm) {

        /** Learning rate of a step, counted from 0: linear warm-up, then a half cosine. */
        double rate(int step, int steps) {
            double rising = Math.max(1, warmup * steps);
            if (step < rising) {
                return learningRate * (step + 1) / rising;
            }
            double share = (step - rising) / Math.max(1, steps - rising);
            return learningRate * (finalRate + (1 - finalRate) * 0.5 * (1 + Math.cos(Math.PI * share)));
        }
    }

    /** Loss weight of a prompt token in a step, counted from 0. */
    double promptLossWeight(int step) {
        return promptLossSteps > 0 && step >= promptLossSteps ? 0 : promptLossWeight;
    }

    /** Steps in all for a number of examples. */
    int steps(int examples) {
        return steps > 0 ? steps : (int) Math.max(1, Math.round(epochs * examples / batchSize));
    }

    /** What a checkpoint must agree on; how long to train, how often to save and the loss weights may change on resuming. */
    String identity() {
        return List.of(lora, randomInit, tokenizerSize, seed, batchSize, maxLength, validation)
                .toString();
    }
}
