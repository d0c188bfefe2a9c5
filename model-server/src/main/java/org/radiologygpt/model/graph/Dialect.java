package org.radiologygpt.model.graph;

import org.radiologygpt.model.quantize.Precision;
import org.radiologygpt.model.weights.LlamaConfig;
import org.radiologygpt.model.weights.ModelFormatException;

/** Which operators a decoder graph is written in. */
public enum Dialect {
    /**
     * ONNX Runtime's own operators: fused attention that writes keys and values into the cache it is given.
     *
     * <p>Inputs {@code input_ids} int64 {@code [batch, seq]}, {@code seqlens_k} int32 {@code [batch]} (tokens of the row
     * after this pass, minus 1), {@code total_sequence_length} int32 scalar (the largest of them plus 1), and a layer
     * {@code past_key.N}, {@code past_value.N} float {@code [batch, kvHeads, maxTokens, headDim]}. Outputs
     * {@code logits} float {@code [batch, vocab]} of the last token and {@code present_key.N}, {@code present_value.N},
     * which must be the same memory as the past.
     */
    FUSED,

    /**
     * Operators of ONNX opset 17 alone, for any runtime and any head width.
     *
     * <p>Inputs {@code input_ids} int64 {@code [batch, seq]}, {@code past_lengths} int64 {@code [batch]}, and a layer
     * {@code past_key.N}, {@code past_value.N} float {@code [batch, past, kvHeads, headDim]}, of which each row's first
     * {@code past_lengths} tokens count. Outputs {@code logits} float {@code [batch, vocab]} of the last token and
     * {@code present_key.N}, {@code present_value.N} float {@code [batch, seq, kvHeads, headDim]}: the new tokens alone,
     * which the caller appends.
     */
    STANDARD;

    /** ONNX Runtime's GroupQueryAttention takes head widths that are multiples of this. */
    private static final int FUSED_HEAD_MULTIPLE = 16;

    /** The faster dialect that can express a model. */
    public static Dialect suiting(LlamaConfig config) {
        return config.headDim() % FUSED_HEAD_MULTIPLE == 0 ? FUSED : STANDARD;
    }

    /**
     * The faster dialect that can express a model in a precision.
     *
     * @throws ModelFormatException where none can
     */
    public static Dialect suiting(LlamaConfig config, Precision precision) {
        Dialect dialect = suiting(config);
        if (precision.quantized() && dialect == STANDARD) {
            throw new ModelFormatException("config.json: head_dim " + config.headDim() + " is no multiple of "
                    + FUSED_HEAD_MULTIPLE + ", such models run in precision f32 only, not in " + precision);
        }
        return dialect;
    }

    Operators operators(OnnxGraph graph, LlamaConfig config, int maxTokens) {
        return this == FUSED
                ? new FusedOperators(graph, config, maxTokens)
                : new StandardOperators(graph, config, ElementType.FLOAT, maxTokens);
    }
}
