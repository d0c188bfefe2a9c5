package org.radiologygpt.model.bench.gguf;

import java.nio.ByteBuffer;
import org.radiologygpt.model.weights.HalfFloat;

/** How GGUF keeps a matrix: ggml's own rounding, a scale of 16 bits for each 32 weights of a row. */
public enum GgufType {
    F32(0, 0, 1, 4),
    /** A scale and 32 integers of 8 bits: 8.5 bits a weight. */
    Q8_0(8, 7, 32, 34),
    /** A scale and 32 integers of 4 bits, the first 16 in the low halves: 4.5 bits a weight. */
    Q4_0(2, 2, 32, 18);

    private final int tensorType;
    private final int fileType;
    private final int block;
    private final int blockBytes;

    GgufType(int tensorType, int fileType, int block, int blockBytes) {
        this.tensorType = tensorType;
        this.fileType = fileType;
        this.block = block;
        this.blockBytes = blockBytes;
    }

    /** {@code ggml_type}. */
    int tensorType() {
        return tensorType;
    }

    /** {@code general.file_type}. */
    int fileType() {
        return fileType;
    }

    /** Bytes of that many weights. */
    long bytes(long weights) {
        if (weights % block != 0) {
            throw new IllegalArgumentException(weights + " weights are no multiple of " + block);
        }
        return weights / block * blockBytes;
    }

    /** Appends a row. */
    void encode(float[] row, ByteBuffer to) {
        for (int first = 0; first < row.length; first += block) {
            switch (this) {
                case F32 -> to.putFloat(row[first]);
                case Q8_0 -> eightBits(row, first, to);
                case Q4_0 -> fourBits(row, first, to);
            }
        }
    }

    private static void eightBits(float[] row, int first, ByteBuffer to) {
        float scale = Math.abs(widest(row, first)) / 127;
        float inverse = scale == 0 ? 0 : 1 / scale;
        to.putShort(HalfFloat.fromFloat(scale));
        for (int i = 0; i < 32; i++) {
            to.put((byte) Math.round(row[first + i] * inverse));
        }
    }

    /** The widest weight becomes -8, whatever its sign. */
    private static void fourBits(float[] row, int first, ByteBuffer to) {
        float scale = widest(row, first) / -8;
        float inverse = scale == 0 ? 0 : 1 / scale;
        to.putShort(HalfFloat.fromFloat(scale));
        for (int i = 0; i < 16; i++) {
            to.put((byte) (nibble(row[first + i] * inverse) | nibble(row[first + 16 + i] * inverse) << 4));
        }
    }

    private static int nibble(float scaled) {
        return Math.min(15, (int) (scaled + 8.5f));
    }

    private static float widest(float[] row, int first) {
        float widest = 0;
        for (int i = first; i < first + 32; i++) {
            widest = Math.abs(row[i]) > Math.abs(widest) ? row[i] : widest;
        }
        return widest;
    }
}
