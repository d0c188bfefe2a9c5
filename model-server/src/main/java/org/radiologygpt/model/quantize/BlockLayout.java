package org.radiologygpt.model.quantize;

/**
 * Where the numbers of a quantised matrix {@code [rows, columns]} lie, as {@code com.microsoft.MatMulNBits} takes them.
 *
 * <p>A row is cut into blocks; the last is filled up with zeros. The blocks are unsigned bytes
 * {@code [rows, blocks, blockBytes]}: a weight of 8 bits is its integer plus 128, two weights of 4 bits are their integers
 * plus 8, the first in the low half. The scales are floats {@code [rows, blocks]}; weight = integer · scale.
 *
 * @param rows outputs of the layer
 * @param columns inputs of the layer
 * @param precision of 8 or 4 bits
 */
public record BlockLayout(int rows, int columns, Precision precision) {
    private static final String BLOCKS = ".blocks";
    private static final String SCALES = ".scales";

    public BlockLayout {
        if (!precision.quantized()) {
            throw new IllegalArgumentException("weights as stored have no blocks");
        }
    }

    /** Of a matrix {@code [out, in]}. */
    public static BlockLayout of(long[] shape, Precision precision) {
        return new BlockLayout(Math.toIntExact(shape[0]), Math.toIntExact(shape[1]), precision);
    }

    /** Name of the tensor of blocks that stands for a matrix. */
    public static String blocksName(String matrix) {
        return matrix + BLOCKS;
    }

    /** Name of the tensor of scales that belongs to a matrix. */
    public static String scalesName(String matrix) {
        return matrix + SCALES;
    }

    /** Blocks of a row. */
    public int blocks() {
        return (columns + precision.block() - 1) / precision.block();
    }

    /** Bytes of a block. */
    public int blockBytes() {
        return precision.block() * precision.bits() / 8;
    }

    /** Bytes of a row's blocks. */
    public int rowBytes() {
        return blocks() * blockBytes();
    }

    public long[] blocksShape() {
        return new long[] {rows, blocks(), blockBytes()};
    }

    public long[] scalesShape() {
        return new long[] {rows, blocks()};
    }

    /** Bytes of all blocks. */
    public long blocksSize() {
        return (long) rows * rowBytes();
    }

    /** Bytes of all scales. */
    public long scalesSize() {
        return (long) rows * blocks() * Float.BYTES;
    }
}
