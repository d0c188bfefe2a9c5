package org.radiologygpt.model.graph;

import java.util.function.DoubleUnaryOperator;
import org.radiologygpt.model.weights.LlamaConfig;

/** Angles of the rotary embedding (Su et al. 2021, section 3.4.2) as tables {@code [maxTokens, headDim / 2]}. */
record RotaryTable(float[] cos, float[] sin) {

    static RotaryTable of(LlamaConfig config, int maxTokens) {
        return new RotaryTable(table(config, maxTokens, Math::cos), table(config, maxTokens, Math::sin));
    }

    private static float[] table(LlamaConfig config, int maxTokens, DoubleUnaryOperator function) {
        int pairs = config.headDim() / 2;
        float[] table = new float[Math.multiplyExact(maxTokens, pairs)];
        for (int pair = 0; pair < pairs; pair++) {
            double frequency = config.scaling().frequency(Math.pow(config.ropeTheta(), -2.0 * pair / config.headDim()));
            for (int position = 0; position < maxTokens; position++) {
                table[position * pairs + pair] = (float) function.applyAsDouble(position * frequency);
            }
        }
        return table;
    }
}
