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
 * @param recomputeLayers keep the inputs of the layers alone and compute each layer twice, for less memory
 * @param selecting how the best state is chosen
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
        boolean recomputeLayers,
        Selecting selecting,
        double checkpointMinutes) {

    /**
     * Choice of the best state by its loss on held-out pairs.
     *
     * @param data file of the pairs, absolute or beside the training data; empty for no choice: the last state is the result
     * @param evaluateEvery steps between evaluations; 0 for an epoch
     * @param patience evaluations without a lower loss after which training ends; 0 for never
     * @param keepBest states kept
     */
    record Selecting(Optional<String> data, int evaluateEvery, int patience, int keepBest) {
        int every(int stepsPerEpoch) {
            return evaluateEvery > 0 ? evaluateEvery : stepsPerEpoch;
        }
    }

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

    /** Steps that see about every example once. */
    int stepsPerEpoch(int examples) {
        return (int) Math.max(1, Math.round((double) examples / batchSize));
    }

    /**
     * What a checkpoint must agree on: without these, saved weights have no place in the model (adapter shape, tokenizer) or
     * the next step would not be the next (seed, batch size, what is left out). The data and the base model are told apart
     * by {@link TrainingIdentity}.
     *
     * <p>All of {@link #results()} may change, since people lower a learning rate that was too high, train longer, or shift
     * the weight of words in a training that has begun; the training then says that its result is not that of one
     * uninterrupted run. How often to save changes nothing, nor does computing layers twice.
     */
    String identity() {
        return List.of(lora, randomInit, tokenizerSize, seed, batchSize, maxLength, validation)
                .toString();
    }

    /** What else decides the result, last bits included. */
    String results() {
        return List.of(
                        optimizer,
                        microTokens,
                        workers,
                        epochs,
                        steps,
                        promptLossWeight,
                        promptLossSteps,
                        emphasis,
                        selecting)
                .toString();
    }
}
