package org.radiologygpt.model.quantize;

import java.nio.ByteBuffer;
import org.radiologygpt.model.weights.Tensor;

/** Reads blocks back by the operator's own description: integer minus half of the range, times the block's scale. */
public final class Dequantized {
    private Dequantized() {}

    public static float[] matrix(Tensor blocks, Tensor scales, int columns, int bits) {
        int rows = (int) blocks.shape()[0];
        int perRow = (int) blocks.shape()[1];
        int block = (int) blocks.shape()[2] * 8 / bits;
        float[] matrix = new float[rows * columns];
        for (int i = 0; i < matrix.length; i++) {
            int row = i / columns;
            int column = i % columns;
            int stored = integer(blocks.data(), (row * perRow + column / block) * block + column % block, bits);
            float scale = scales.data().getFloat((row * perRow + column / block) * Float.BYTES);
            matrix[i] = stored == 1 << bits - 1 ? 0 : (stored - (1 << bits - 1)) * scale;
        }
        return matrix;
    }

    /** The integer of a weight, padding counted, as it is stored. */
    static int integer(ByteBuffer blocks, int weight, int bits) {
        if (bits == 8) {
            return blocks.get(weight) & 0xff;
        }
        int both = blocks.get(weight / 2) & 0xff;
        return weight % 2 == 0 ? both & 0x0f : both >> 4;
    }
}
