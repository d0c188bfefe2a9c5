package org.radiologygpt.trainer.lora;

import java.util.List;

/**
 * Shape of a LoRA adapter; the defaults are those of Liu et al. 2023 ("Radiology-GPT").
 *
 * @param rank inner width r
 * @param alpha the update is scaled by alpha / rank
 * @param dropout probability with which an input of the adapter is dropped in training
 * @param targets adapted layers, in the order of {@link Projection}
 */
record LoraSpec(int rank, double alpha, double dropout, List<Projection> targets) {
    static final LoraSpec PAPER = new LoraSpec(8, 16, 0.05, List.of(Projection.Q, Projection.V));

    LoraSpec {
        targets = targets.stream().distinct().sorted().toList();
    }

    double scale() {
        return alpha / rank;
    }
}
