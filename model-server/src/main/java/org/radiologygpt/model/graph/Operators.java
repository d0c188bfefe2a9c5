package org.radiologygpt.model.graph;

import org.radiologygpt.model.quantize.BlockLayout;

/** What a dialect must be able to say; every argument and result is the name of a value in the graph. */
interface Operators {

    /** Declares the inputs that say where in its sequence each row stands. */
    void declareInputs();

    /** Linear layer: {@code x [batch, seq, in]}, {@code weight [out, in]}. */
    String linear(String x, String weight);

    /** Linear layer of a matrix in blocks: {@code x [batch, seq, columns]}, {@code blocks} and {@code scales} by its layout. */
    String linear(String x, String blocks, String scales, BlockLayout layout);

    /** RMSNorm over the last dimension. */
    String norm(String x, String gamma);

    /** Adds a layer's result to the residual stream and normalises the sum. */
    Residual addAndNorm(String residual, String delta, String gamma);

    /** x · sigmoid(x). */
    String silu(String x);

    /**
     * Rotates queries and keys, appends keys and values to the cache and attends.
     *
     * @return {@code [batch, seq, heads * headDim]}
     */
    String attention(int layer, String query, String key, String value);

    /**
     * The residual stream after an addition.
     *
     * @param sum the stream itself
     * @param normed the stream normalised
     */
    record Residual(String sum, String normed) {}
}
