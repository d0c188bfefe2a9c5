package org.radiologygpt.model.graph;

import org.radiologygpt.model.weights.DType;

/** Element types of ONNX tensors that the graphs use, with their numbers in {@code TensorProto.DataType}. */
enum ElementType {
    FLOAT(1),
    UINT8(2),
    INT32(6),
    INT64(7),
    BOOL(9),
    FLOAT16(10),
    BFLOAT16(16);

    private final int number;

    ElementType(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    static ElementType of(DType type) {
        return switch (type) {
            case F32 -> FLOAT;
            case F16 -> FLOAT16;
            case BF16 -> BFLOAT16;
            case I64 -> INT64;
            case U8 -> UINT8;
        };
    }
}
