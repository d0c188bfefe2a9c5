package org.radiologygpt.model.decode;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.Arrays;
import org.radiologygpt.model.graph.CacheNames;
import org.radiologygpt.model.graph.Dialect;
import org.radiologygpt.model.weights.LlamaConfig;

/** {@link Dialect#FUSED}: the graph writes into the cache itself, {@code [slots, kvHeads, maxTokens, headDim]}. */
record SharedCache(LlamaConfig config, KvCache cache, int maxTokens) implements CacheBinding {

    @Override
    public void bind(Bindings bindings, Pass pass) throws OrtException {
        int[] lastPositions = Arrays.stream(pass.pastLengths())
                .map(past -> past + pass.newTokens() - 1)
                .toArray();
        int longest = Arrays.stream(lastPositions).max().orElseThrow() + 1;
        bindings.input("seqlens_k", lastPositions, pass.rows());
        bindings.input("total_sequence_length", new int[] {longest});
        long[] shape = {pass.rows(), config.kvHeads(), maxTokens, config.headDim()};
        for (int layer = 0; layer < config.layers(); layer++) {
            OnnxTensor keys = cache.keys(layer, pass.firstSlot(), shape);
            bindings.pin(CacheNames.presentKey(layer), bindings.input(CacheNames.pastKey(layer), keys));
            OnnxTensor values = cache.values(layer, pass.firstSlot(), shape);
            bindings.pin(CacheNames.presentValue(layer), bindings.input(CacheNames.pastValue(layer), values));
        }
    }

    @Override
    public void store(OrtSession.Result result, Pass pass) {
        // Nothing is returned: the outputs are the cache.
    }

    @Override
    public void emptied(int slot) {
        // Fused attention reads no further than a sequence's length.
    }
}
