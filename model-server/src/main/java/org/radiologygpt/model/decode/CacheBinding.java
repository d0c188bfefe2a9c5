package org.radiologygpt.model.decode;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.BitSet;
import org.radiologygpt.model.graph.Dialect;
import org.radiologygpt.model.weights.LlamaConfig;

/** How a dialect's graph meets the cache. */
interface CacheBinding {

    /** Binds cache and positions of a pass. */
    void bind(Bindings bindings, Pass pass) throws OrtException;

    /** Keeps what the pass returned for the cache. */
    void store(OrtSession.Result result, Pass pass) throws OrtException;

    /** Told when a slot is emptied: what its memory holds must not be seen by its next sequence. */
    void emptied(int slot);

    static CacheBinding of(Dialect dialect, LlamaConfig config, KvCache cache, int maxTokens) {
        return dialect == Dialect.FUSED
                ? new SharedCache(config, cache, maxTokens)
                : new AppendedCache(config, cache, maxTokens, new BitSet());
    }

    /**
     * One pass over neighbouring slots.
     *
     * @param firstSlot slot of the first row
     * @param pastLengths tokens each row held before
     * @param newTokens tokens each row gets
     */
    record Pass(int firstSlot, int[] pastLengths, int newTokens) {
        int rows() {
            return pastLengths.length;
        }
    }
}
