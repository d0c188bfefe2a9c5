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
 * @param file the file it lies in
 * @param offset first byte in that file
 * @param data its bytes, little endian, mapped
 */
public record Tensor(String name, DType type, long[] shape, Path file, long offset, ByteBuffer data) {

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
        ByteBuffer bytes = data();
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (type) {
                case F32 -> bytes.getFloat();
                case F16 -> HalfFloat.toFloat(bytes.getShort());
                case BF16 -> Float.intBitsToFloat(bytes.getShort() << 16);
                case I64 -> throw new ModelFormatException("tensor " + name + " is I64, a float type is needed");
            };
        }
        return values;
    }
}
