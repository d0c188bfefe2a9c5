package org.radiologygpt.trainer.lora;

import java.util.Arrays;
import java.util.Optional;
import org.radiologygpt.model.weights.LlamaConfig;

/** The linear layers of a decoder layer, in the order the layer script takes them. */
enum Projection {
    Q("self_attn.q_proj"),
    K("self_attn.k_proj"),
    V("self_attn.v_proj"),
    O("self_attn.o_proj"),
    GATE("mlp.gate_proj"),
    UP("mlp.up_proj"),
    DOWN("mlp.down_proj");

    private final String path;

    Projection(String path) {
        this.path = path;
    }

    /** The module as PEFT's {@code target_modules} names it. */
    String module() {
        return path.substring(path.indexOf('.') + 1);
    }

    /** Path of the module in Hugging Face's names. */
    String path(int layer) {
        return "model.layers." + layer + "." + path;
    }

    /** {@code [out, in]}. */
    long[] shape(LlamaConfig config) {
        long hidden = config.hiddenSize();
        long queries = (long) config.heads() * config.headDim();
        long keys = (long) config.kvHeads() * config.headDim();
        long inner = config.intermediateSize();
        return switch (this) {
            case Q -> new long[] {queries, hidden};
            case K, V -> new long[] {keys, hidden};
            case O -> new long[] {hidden, queries};
            case GATE, UP -> new long[] {inner, hidden};
            case DOWN -> new long[] {hidden, inner};
        };
    }

    /** The first that multiplies the same input. */
    Projection firstOfInput() {
        return switch (this) {
            case Q, K, V -> Q;
            case O -> O;
            case GATE, UP -> GATE;
            case DOWN -> DOWN;
        };
    }

    /** Whether the output is added to the residual stream. */
    boolean writesResidual() {
        return this == O || this == DOWN;
    }

    static Optional<Projection> ofModule(String module) {
        return Arrays.stream(values())
                .filter(projection -> projection.module().equals(module))
                .findFirst();
    }
}
