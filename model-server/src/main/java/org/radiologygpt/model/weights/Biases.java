package org.radiologygpt.model.weights;

/**
 * Which linear layers add a bias.
 *
 * @param queryKeyValue {@code q_proj}, {@code k_proj} and {@code v_proj}: always in Qwen2
 * @param attentionOutput {@code o_proj}
 * @param feedForward {@code gate_proj}, {@code up_proj} and {@code down_proj}
 */
public record Biases(boolean queryKeyValue, boolean attentionOutput, boolean feedForward) {
    public static final Biases NONE = new Biases(false, false, false);

    /** Whether a module of a layer adds one, as {@code self_attn.q_proj}. */
    public boolean has(String module) {
        return switch (module) {
            case "self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj" -> queryKeyValue;
            case "self_attn.o_proj" -> attentionOutput;
            default -> feedForward && module.startsWith("mlp.");
        };
    }
}
