package org.radiologygpt.model.weights;

/** Element types of safetensors that the product reads. */
public enum DType {
    F32(4),
    F16(2),
    BF16(2),
    I64(8);

    private final int bytes;

    DType(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes of one element. */
    public int bytes() {
        return bytes;
    }
}
