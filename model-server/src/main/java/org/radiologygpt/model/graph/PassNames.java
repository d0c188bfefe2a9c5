package org.radiologygpt.model.graph;

/** Names of what a pass of a {@link DeviceForm} takes and gives beside caches and adapters. */
public final class PassNames {
    /** Token ids, int64 {@code [batch, seq]}. */
    public static final String INPUT_IDS = "input_ids";

    /** Tokens that each row held before, int64 {@code [batch]}. */
    public static final String PAST_LENGTHS = "past_lengths";

    /** Which of its new tokens each row is read at, int64 {@code [batch]}. */
    public static final String LOGIT_INDEX = "logit_index";

    /** All logits, float {@code [batch, vocab]}. */
    public static final String LOGITS = "logits";

    /** The largest logits by falling value, float {@code [batch, Readout.COUNT]}, fewer where the vocabulary is smaller. */
    public static final String TOP_VALUES = "top_values";

    /** Their token ids, int64. */
    public static final String TOP_IDS = "top_ids";

    /** Logarithm of the sum of exp over all logits, float {@code [batch, 1]}. */
    public static final String LOG_SUM = "log_sum";

    private PassNames() {}
}
