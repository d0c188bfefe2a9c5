package org.radiologygpt.trainer.lora;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/**
 * Some examples side by side, padded on the right. Padding needs no mask: attention is causal, and padded positions have
 * no target.
 *
 * @param ids token ids {@code [batch, seq]}
 * @param rows positions with a target, in the flattened batch
 * @param targets the next token at each of these
 * @param weights loss weight at each of these
 * @param examples which example each of these belongs to
 * @param width tokens of the longest example
 */
record TokenBatch(long[] ids, long[] rows, long[] targets, float[] weights, int[] examples, int size, int width) {

    /**
     * Lays out examples.
     *
     * @param promptWeight loss weight of a prompt token; 0 leaves prompts out
     */
    static TokenBatch of(List<Example> examples, double promptWeight) {
        int width = examples.stream().mapToInt(Example::length).max().orElseThrow() - 1;
        Layout layout = new Layout(examples, width, promptWeight);
        return layout.batch();
    }

    /** Sum of the loss weights. */
    double totalWeight() {
        double sum = 0;
        for (float weight : weights) {
            sum += weight;
        }
        return sum;
    }

    NDArray ids(NDManager manager) {
        return manager.create(ids, new Shape(size, width));
    }

    /** The weights divided by the whole step's weight, so that accumulated gradients are those of one mean. */
    NDArray weights(NDManager manager, double total) {
        float[] shares = new float[weights.length];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = (float) (weights[i] / total);
        }
        return manager.create(shares);
    }

    private static final class Layout {
        private final List<Example> examples;
        private final int width;
        private final double promptWeight;
        private final TokenBatch batch;

        Layout(List<Example> examples, int width, double promptWeight) {
            this.examples = examples;
            this.width = width;
            this.promptWeight = promptWeight;
            int count = examples.stream().mapToInt(this::targets).sum();
            this.batch = new TokenBatch(
                    new long[examples.size() * width],
                    new long[count],
                    new long[count],
                    new float[count],
                    new int[count],
                    examples.size(),
                    width);
        }

        TokenBatch batch() {
            int next = 0;
            for (int e = 0; e < examples.size(); e++) {
                next = lay(e, examples.get(e), next);
            }
            return batch;
        }

        private int targets(Example example) {
            return example.length() - firstTarget(example);
        }

        private int firstTarget(Example example) {
            return promptWeight > 0 ? 1 : example.promptLength();
        }

        private int lay(int index, Example example, int next) {
            int[] tokens = example.tokens();
            for (int i = 0; i + 1 < tokens.length; i++) {
                batch.ids[index * width + i] = tokens[i];
            }
            for (int t = firstTarget(example); t < tokens.length; t++, next++) {
                batch.rows[next] = (long) index * width + t - 1;
                batch.targets[next] = tokens[t];
                batch.weights[next] = t < example.promptLength() ? (float) promptWeight : example.weights()[t];
                batch.examples[next] = index;
            }
            return next;
        }
    }
}
