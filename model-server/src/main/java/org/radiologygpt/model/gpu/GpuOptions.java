package org.radiologygpt.model.gpu;

import org.radiologygpt.model.graph.Readout;
import org.radiologygpt.model.weights.AdapterLimits;
import org.radiologygpt.model.weights.DType;

/**
 * How a decoder on a GPU is opened.
 *
 * @param slots sequences held at once
 * @param maxTokens longest sequence wanted; the model's own limit counts where it is smaller
 * @param type what weights, cache and adapters are kept and computed in
 * @param readout what is read back of the logits; {@link Readout#WHOLE} leaves nothing to guess
 * @param adapters places for adapters beside the weights
 */
public record GpuOptions(int slots, int maxTokens, DType type, Readout readout, AdapterLimits adapters) {

    public GpuOptions {
        positive("slots", slots);
        positive("maxTokens", maxTokens);
    }

    GpuOptions withMaxTokens(int count) {
        return new GpuOptions(slots, count, type, readout, adapters);
    }

    private static void positive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " is " + value + ", it must be at least 1");
        }
    }
}
