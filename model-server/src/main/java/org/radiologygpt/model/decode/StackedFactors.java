package org.radiologygpt.model.decode;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.radiologygpt.model.weights.AdapterLimits;
import org.radiologygpt.model.weights.LoraAdapter.Factors;

/**
 * Both factors of one matrix for all places: {@code a [in, places * rank]}, {@code b [places * rank, out]}. A place has
 * {@code rank} columns of the one and as many rows of the other; an adapter of a smaller rank leaves the rest 0.
 */
final class StackedFactors implements AutoCloseable {
    private final int out;
    private final int in;
    private final int rank;
    private final int columns;
    private final FloatBuffer aValues;
    private final FloatBuffer bValues;
    private final OnnxTensor a;
    private final OnnxTensor b;

    /**
     * Of empty places.
     *
     * @param shape {@code [out, in]} of the base model's matrix
     */
    StackedFactors(long[] shape, AdapterLimits limits) throws OrtException {
        out = Math.toIntExact(shape[0]);
        in = Math.toIntExact(shape[1]);
        rank = limits.rank();
        columns = limits.columns();
        ByteBuffer aBytes = memory(in);
        ByteBuffer bBytes = memory(out);
        aValues = aBytes.asFloatBuffer();
        bValues = bBytes.asFloatBuffer();
        a = tensor(aBytes, in, columns);
        b = tensor(bBytes, columns, out);
    }

    private ByteBuffer memory(int width) {
        int floats = Math.multiplyExact(width, columns);
        return ByteBuffer.allocateDirect(Math.multiplyExact(floats, Float.BYTES))
                .order(ByteOrder.nativeOrder());
    }

    private static OnnxTensor tensor(ByteBuffer bytes, long... shape) throws OrtException {
        return OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), bytes, shape, OnnxJavaType.FLOAT);
    }

    long[] shape() {
        return new long[] {out, in};
    }

    OnnxTensor a() {
        return a;
    }

    OnnxTensor b() {
        return b;
    }

    /** Copies an adapter's factors into an empty place; the scale goes into b. */
    void put(int place, Factors factors, double scale) {
        int first = place * rank;
        int own = Math.toIntExact(factors.a().shape()[0]);
        float[] down = factors.a().toFloats();
        for (int i = 0; i < in; i++) {
            for (int r = 0; r < own; r++) {
                aValues.put(i * columns + first + r, down[r * in + i]);
            }
        }
        float[] up = factors.b().toFloats();
        for (int r = 0; r < own; r++) {
            for (int o = 0; o < out; o++) {
                bValues.put((first + r) * out + o, (float) (scale * up[o * own + r]));
            }
        }
    }

    void clear(int place) {
        float[] nothing = new float[Math.max(rank, out)];
        for (int i = 0; i < in; i++) {
            aValues.put(i * columns + place * rank, nothing, 0, rank);
        }
        for (int r = 0; r < rank; r++) {
            bValues.put((place * rank + r) * out, nothing, 0, out);
        }
    }

    @Override
    public void close() {
        a.close();
        b.close();
    }
}
