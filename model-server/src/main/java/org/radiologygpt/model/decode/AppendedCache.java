package org.radiologygpt.model.decode;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.Arrays;
import java.util.BitSet;
import org.radiologygpt.model.graph.CacheNames;
import org.radiologygpt.model.graph.Dialect;
import org.radiologygpt.model.weights.LlamaConfig;

/**
 * {@link Dialect#STANDARD}: the cache is {@code [slots, maxTokens, kvHeads, headDim]}, the graph returns new rows and we
 * append them. A single row shows the graph only what it holds; several show their whole slots, the rest masked.
 *
 * <p>A mask cannot hide what is no finite number, as an adapter of absurd weights makes: a slot that holds such is
 * overwritten when it is emptied.
 *
 * @param tainted slots that hold what is no finite number
 */
record AppendedCache(LlamaConfig config, KvCache cache, int maxTokens, BitSet tainted) implements CacheBinding {

    @Override
    public void bind(Bindings bindings, Pass pass) throws OrtException {
        long[] held = Arrays.stream(pass.pastLengths()).asLongStream().toArray();
        bindings.input("past_lengths", held, pass.rows());
        long past = pass.rows() == 1 ? Math.max(1, held[0]) : maxTokens;
        long[] shape = {pass.rows(), past, config.kvHeads(), config.headDim()};
        for (int layer = 0; layer < config.layers(); layer++) {
            bindings.input(CacheNames.pastKey(layer), cache.keys(layer, pass.firstSlot(), shape));
            bindings.input(CacheNames.pastValue(layer), cache.values(layer, pass.firstSlot(), shape));
        }
    }

    @Override
    public void store(OrtSession.Result result, Pass pass) {
        int token = config.kvHeads() * config.headDim();
        int count = pass.newTokens() * token;
        for (int layer = 0; layer < config.layers(); layer++) {
            float[] keys = floats(result, CacheNames.presentKey(layer));
            float[] values = floats(result, CacheNames.presentValue(layer));
            for (int row = 0; row < pass.rows(); row++) {
                int offset = pass.pastLengths()[row] * token;
                cache.putKeys(layer, pass.firstSlot() + row, offset, keys, row * count, count);
                cache.putValues(layer, pass.firstSlot() + row, offset, values, row * count, count);
                if (!finite(keys, row * count, count) || !finite(values, row * count, count)) {
                    tainted.set(pass.firstSlot() + row);
                }
            }
        }
    }

    @Override
    public void emptied(int slot) {
        if (tainted.get(slot)) {
            cache.clear(slot);
            tainted.clear(slot);
        }
    }

    private static boolean finite(float[] numbers, int from, int count) {
        boolean finite = true;
        for (int i = from; i < from + count; i++) {
            finite &= Float.isFinite(numbers[i]);
        }
        return finite;
    }

    private static float[] floats(OrtSession.Result result, String name) {
        return ((OnnxTensor) result.get(name).orElseThrow()).getFloatBuffer().array();
    }
}
