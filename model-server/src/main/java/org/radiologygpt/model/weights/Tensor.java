package org.radiologygpt.model.weights;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * One tensor of a safetensors file.
 *
 * @param name its name, as {@code model.layers.0.self_attn.q_proj.weight}
 * @param type element type
 * @param shape dimensions, row-major; a linear layer is {@code [out, in]}
 * @param file the file it lies in or was computed from
 * @param offset first byte in that file, or {@link #NOT_IN_A_FILE}
 * @param data its bytes, little endian, mapped or in native memory
 */
public record Tensor(String name, DType type, long[] shape, Path file, long offset, ByteBuffer data) {

    /** {@link #offset} of a tensor that was computed. */
    public static final long NOT_IN_A_FILE = -1;

    /** Number of elements. */
    public long elements() {
        return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }

    /** Its bytes with a position of their own; little endian. */
    @Override
    public ByteBuffer data() {
        return data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The values as a new array of 32-bit floats. */
    public float[] toFloats() {
        float[] values = new float[Math.toIntExact(elements())];
        copyTo(values, 0);
        return values;
    }

    /**
     * Copies a run of values.
     *
     * @param values filled whole
     * @param first index of the first element to copy
     */
    public void copyTo(float[] values, long first) {
        ByteBuffer bytes =
                data().position(Math.toIntExact(first * type.bytes())).order(ByteOrder.LITTLE_ENDIAN);
        switch (type) {
            case F32 -> bytes.asFloatBuffer().get(values);
            case F16 -> convert(bytes, values, HalfFloat::toFloat);
            case BF16 -> convert(bytes, values, half -> Float.intBitsToFloat(half << 16));
            case I64, U8 ->
                throw new ModelFormatException("tensor " + name + " is " + type + ", a float type is needed");
        }
    }

    private interface HalfToFloat {
        float apply(short half);
    }

    private static void convert(ByteBuffer bytes, float[] values, HalfToFloat conversion) {
        for (int i = 0; i < values.length; i++) {
            values[i] = conversion.apply(bytes.getShort());
        }
    }
}
