package org.radiologygpt.model.weights;

/** Element types of safetensors that the product reads. */
public enum DType {
    F32(4),
    F16(2),
    BF16(2),
    I64(8),

    /** Packed integers of fewer bits; never the weights of a model directory. */
    U8(1);

    private final int bytes;

    DType(int bytes) {
        this.bytes = bytes;
    }

    /** Whether its elements are numbers that a model computes with. */
    public boolean isFloat() {
        return this == F32 || this == F16 || this == BF16;
    }

    /** Bytes of one element. */
    public int bytes() {
        return bytes;
    }
}
