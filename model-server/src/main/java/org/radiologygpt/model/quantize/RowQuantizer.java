package org.radiologygpt.model.quantize;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.radiologygpt.model.weights.ModelFormatException;
import org.radiologygpt.model.weights.Rows;

/**
 * Rounds rows to the nearest, symmetrically, block by block; one thread's work.
 *
 * <p>Integers reach from −2^(bits−1) to 2^(bits−1) − 1, so the extreme of larger magnitude gets the longer side: the scale
 * is negative where that extreme is positive. It is the least scale with which no weight of the block, clipped ones
 * included, is off by more than half of it.
 */
final class RowQuantizer {
    private final Rows matrix;
    private final BlockLayout layout;
    private final int half;
    private final float[] values;
    private final float[] scales;
    private final byte[] blocks;

    RowQuantizer(Rows matrix, BlockLayout layout) {
        this.matrix = matrix;
        this.layout = layout;
        half = 1 << layout.precision().bits() - 1;
        values = new float[layout.columns()];
        scales = new float[layout.blocks()];
        blocks = new byte[layout.rowBytes()];
    }

    /**
     * Writes a row's blocks and scales to their places; little endian, positions untouched.
     *
     * @throws ModelFormatException where a weight is no finite number
     */
    void quantize(int row, ByteBuffer allBlocks, ByteBuffer allScales) {
        matrix.copy(row, values);
        Arrays.fill(blocks, (byte) (layout.precision().bits() == 8 ? 0x80 : 0x88));
        for (int block = 0; block < scales.length; block++) {
            int from = block * layout.precision().block();
            int to = Math.min(values.length, from + layout.precision().block());
            scales[block] = scale(from, to);
            if (scales[block] != 0) {
                put(block, from, to);
            }
        }
        allBlocks.put(row * blocks.length, blocks);
        for (int block = 0; block < scales.length; block++) {
            allScales.putFloat((row * scales.length + block) * Float.BYTES, scales[block]);
        }
    }

    /** 0 where all weights are 0, or too small for a scale of full accuracy. */
    private float scale(int from, int to) {
        float high = 0;
        float low = 0;
        for (int i = from; i < to; i++) {
            high = Math.max(high, values[i]);
            low = Math.min(low, values[i]);
        }
        float larger = Math.max(high, -low);
        if (!(larger < Float.POSITIVE_INFINITY)) {
            throw new ModelFormatException("a weight is no finite number");
        }
        float step = Math.max(larger / half, Math.min(high, -low) / (half - 0.5f));
        if (step < Float.MIN_NORMAL) {
            return 0;
        }
        return high > -low ? -step : step;
    }

    private void put(int block, int from, int to) {
        int first = block * layout.blockBytes();
        for (int i = from; i < to; i++) {
            int integer = integer(values[i], scales[block]) + half;
            int at = i - from;
            if (half == 128) {
                blocks[first + at] = (byte) integer;
            } else if (at % 2 == 0) {
                blocks[first + at / 2] = (byte) (half << 4 | integer);
            } else {
                blocks[first + at / 2] = (byte) (integer << 4 | blocks[first + at / 2] & 0x0f);
            }
        }
    }

    private int integer(float value, float scale) {
        return Math.max(-half, Math.min(half - 1, Math.round(value / scale)));
    }
}
