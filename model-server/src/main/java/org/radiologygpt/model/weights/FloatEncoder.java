package org.radiologygpt.model.weights;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** 32-bit floats as the bytes of a safetensors element type, each rounded to the nearest, ties to even. */
public final class FloatEncoder {
    private FloatEncoder() {}

    /** The bytes of values, little endian. */
    public static ByteBuffer encode(float[] values, DType type) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(values.length, type.bytes()))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            switch (type) {
                case F32 -> bytes.putFloat(value);
                case F16 -> bytes.putShort(HalfFloat.fromFloat(value));
                case BF16 -> bytes.putShort(bfloat16(value));
                case I64, U8 -> throw new IllegalArgumentException(type + " is no float type");
            }
        }
        return bytes.flip();
    }

    /** Whether a value that is finite stays so in a type. */
    public static boolean fits(float value, DType type) {
        return switch (type) {
            case F16 -> Float.isFinite(HalfFloat.toFloat(HalfFloat.fromFloat(value)));
            case BF16 -> Float.isFinite(Float.intBitsToFloat(bfloat16(value) << 16));
            default -> Float.isFinite(value);
        };
    }

    private static short bfloat16(float value) {
        int bits = Float.floatToIntBits(value);
        return Float.isNaN(value) ? (short) 0x7fc0 : (short) (bits + 0x7fff + (bits >>> 16 & 1) >>> 16);
    }
}
