package org.radiologygpt.model.graph;

/** Names of the inputs that carry adapters; a matrix is named as in the model's safetensors. */
public final class AdapterNames {
    /** Which columns a row uses, bool {@code [batch, 1, places * rank]}. */
    public static final String MASK = "lora_mask";

    private AdapterNames() {}

    /** First factors of all places side by side, float {@code [in, places * rank]}. */
    public static String a(String matrix) {
        return matrix + ".lora_A";
    }

    /** Second factors of all places one below the other, scaled, float {@code [places * rank, out]}. */
    public static String b(String matrix) {
        return matrix + ".lora_B";
    }
}
