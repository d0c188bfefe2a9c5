package org.radiologygpt.model.graph;

import org.radiologygpt.model.weights.LlamaConfig;

/** What a device tells of the logits. */
public enum Readout {
    /** All: {@link PassNames#LOGITS}. */
    WHOLE,

    /** The largest and the sum over all: {@link PassNames#TOP_VALUES}, {@link PassNames#TOP_IDS}, {@link PassNames#LOG_SUM}. */
    LIKELIEST;

    /** Logits that {@link #LIKELIEST} tells; TensorRT's TopK takes up to 3,840. */
    public static final int COUNT = 64;

    /** Logits told a row. */
    public int width(LlamaConfig config) {
        return this == WHOLE ? config.vocabSize() : Math.min(COUNT, config.vocabSize());
    }
}
