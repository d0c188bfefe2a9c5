package org.radiologygpt.model.graph;

import org.radiologygpt.model.weights.DType;

/**
 * {@link Dialect#STANDARD} as a device wants it: hidden states, cache and factors of adapters in one type throughout, as a
 * strongly typed engine takes it, rows that may be padded, and as little to read back as wanted.
 *
 * <p>Beside the dialect's inputs {@link PassNames#LOGIT_INDEX}; caches and factors are of the type. RMSNorm, softmax and what
 * is read back are computed in 32 bits, as Hugging Face's {@code LlamaForCausalLM} does. Weights stored in another type are
 * cast in the graph.
 *
 * @param type {@code F32}, {@code F16} or {@code BF16}
 * @param maxTokens longest sequence
 * @param padding most tokens of a pass behind a row's last one: they have positions, too
 * @param readout what is read back
 */
public record DeviceForm(DType type, int maxTokens, int padding, Readout readout) {

    public DeviceForm {
        if (!type.isFloat()) {
            throw new IllegalArgumentException("a decoder computes in F32, F16 or BF16, not in " + type);
        }
    }

    /** Positions that the rotary embedding must know. */
    int positions() {
        return Math.addExact(maxTokens, padding);
    }
}
