package org.radiologygpt.trainer.lora;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.List;

/**
 * Gradients with little memory: the way up keeps the input of each layer alone, the way down computes each layer once more
 * (Chen et al. 2016, "Training deep nets with sublinear memory cost"). The gradient of {@code sum(y * g)} by a layer's
 * weights and input, with g the gradient of its output y, is that of the loss, to the bit.
 */
final class RecomputedPass {
    private final TrainableLlama llama;
    private final GradientCollector collector;
    private final long seed;

    RecomputedPass(TrainableLlama llama, GradientCollector collector, long seed) {
        this.llama = llama;
        this.collector = collector;
        this.seed = seed;
    }

    /** Adds the gradients of a batch's loss to those of the weights; returns the loss. */
    double backward(TokenBatch batch, double total) {
        try (NDManager step = llama.manager().newSubManager()) {
            List<NDArray> inputs = new ArrayList<>();
            inputs.add(cut(llama.embed(step, batch)));
            for (int layer = 0; layer < llama.layers(); layer++) {
                inputs.add(cut(llama.layer(inputs.get(layer), layer, seed)));
            }
            NDArray top = inputs.remove(llama.layers());
            Gradient gradient = head(step, top, batch, total);
            for (int layer = llama.layers() - 1; layer >= 0; layer--) {
                gradient = gradient.with(layer(step, inputs.remove(layer), layer, gradient.array));
            }
            if (llama.trainsEmbedding()) {
                collector.backward(llama.script().call("dot", llama.embed(step, batch), gradient.array));
            }
            return gradient.loss;
        }
    }

    /** The loss, and its gradient by what has been walked down to. */
    private record Gradient(double loss, NDArray array) {
        Gradient with(NDArray below) {
            return new Gradient(loss, below);
        }
    }

    /** The values without what led to them, whose memory is then free. */
    private static NDArray cut(NDArray x) {
        NDArray values = x.stopGradient();
        values.attach(x.getManager());
        x.close();
        return values;
    }

    private Gradient head(NDManager step, NDArray top, TokenBatch batch, double total) {
        try (NDManager here = step.newSubManager()) {
            top.attach(here);
            top.setRequiresGradient(true);
            NDArray loss = llama.loss(here, top, batch, total);
            collector.backward(loss);
            return new Gradient(loss.getFloat(), gradientOf(top, step));
        }
    }

    /** Walks down a layer. Where nothing below the first is trained the way ends there, with the closed gradient above. */
    private NDArray layer(NDManager step, NDArray input, int layer, NDArray above) {
        try (NDManager here = step.newSubManager()) {
            boolean goesOn = layer > 0 || llama.trainsEmbedding();
            input.attach(here);
            input.setRequiresGradient(goesOn);
            collector.backward(llama.script().call("dot", llama.layer(input, layer, seed), above));
            above.close();
            return goesOn ? gradientOf(input, step) : above;
        }
    }

    private static NDArray gradientOf(NDArray array, NDManager owner) {
        NDArray gradient = array.getGradient();
        gradient.attach(owner);
        return gradient;
    }
}
