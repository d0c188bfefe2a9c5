package org.radiologygpt.model.decode;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.radiologygpt.model.weights.LlamaConfig;

/**
 * Keys and values of all slots in native memory: a buffer a layer and kind, slot after slot, so that neighbouring slots
 * are one tensor.
 */
final class KvCache {
    private final List<ByteBuffer> keys = new ArrayList<>();
    private final List<ByteBuffer> values = new ArrayList<>();
    private final int slotBytes;

    KvCache(LlamaConfig config, int slots, int maxTokens) {
        long bytes = (long) maxTokens * config.kvHeads() * config.headDim() * Float.BYTES;
        if (bytes * slots > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "a layer's cache for " + slots + " slots of " + maxTokens + " tokens exceeds 2 GiB");
        }
        slotBytes = (int) bytes;
        IntStream.range(0, config.layers()).forEach(layer -> {
            keys.add(ByteBuffer.allocateDirect(slotBytes * slots));
            values.add(ByteBuffer.allocateDirect(slotBytes * slots));
        });
    }

    /** A layer's keys from a slot on, in place; the shape decides how much. */
    OnnxTensor keys(int layer, int firstSlot, long... shape) throws OrtException {
        return view(keys.get(layer), firstSlot, shape);
    }

    /** A layer's values from a slot on, in place. */
    OnnxTensor values(int layer, int firstSlot, long... shape) throws OrtException {
        return view(values.get(layer), firstSlot, shape);
    }

    /** Writes a run of floats into a slot's keys. */
    void putKeys(int layer, int slot, int offset, float[] source, int from, int count) {
        put(keys.get(layer), slot, offset, source, from, count);
    }

    /** Writes a run of floats into a slot's values. */
    void putValues(int layer, int slot, int offset, float[] source, int from, int count) {
        put(values.get(layer), slot, offset, source, from, count);
    }

    /** Overwrites a slot with zeros. */
    void clear(int slot) {
        byte[] nothing = new byte[slotBytes];
        Stream.concat(keys.stream(), values.stream()).forEach(all -> all.put(slot * slotBytes, nothing));
    }

    private void put(ByteBuffer all, int slot, int offset, float[] source, int from, int count) {
        all.slice(slot * slotBytes, slotBytes)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer()
                .put(offset, source, from, count);
    }

    private OnnxTensor view(ByteBuffer all, int firstSlot, long[] shape) throws OrtException {
        long bytes = Float.BYTES;
        for (long dimension : shape) {
            bytes *= dimension;
        }
        ByteBuffer part = all.slice(firstSlot * slotBytes, (int) bytes).order(ByteOrder.nativeOrder());
        return OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), part, shape, OnnxJavaType.FLOAT);
    }
}
