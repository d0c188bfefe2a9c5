package org.radiologygpt.model.gpu;

import org.radiologygpt.model.graph.Readout;
import org.radiologygpt.model.weights.LlamaConfig;

/**
 * Where a pass's inputs and results lie: offsets of one memory, large enough for the largest pass, the same for all.
 *
 * @param ids token ids
 * @param held tokens that each row held before
 * @param index which new token each row is read at
 * @param mask which columns of the adapters' factors each row uses
 * @param added new keys and values, a stretch a plane
 * @param addedPitch bytes from one plane's new tokens to the next's
 * @param values logits, or the largest of them
 * @param topIds their ids
 * @param logSum logarithm of the sum
 * @param bytes of all
 */
record PassLayout(
        long ids,
        long held,
        long index,
        long mask,
        long added,
        long addedPitch,
        long values,
        long topIds,
        long logSum,
        long bytes) {

    static PassLayout of(LlamaConfig config, GpuOptions options, Buckets buckets, KvLayout cache) {
        long rows = options.slots();
        long tokens = Math.max(rows, buckets.mostNew());
        long width = options.readout().width(config);
        boolean whole = options.readout() == Readout.WHOLE;
        long addedPitch = Pieces.aligned(tokens * cache.tokenBytes());
        Pieces pieces = new Pieces();
        return new PassLayout(
                pieces.next(tokens * Long.BYTES),
                pieces.next(rows * Long.BYTES),
                pieces.next(rows * Long.BYTES),
                pieces.next(rows * options.adapters().columns()),
                pieces.next(cache.planes() * addedPitch),
                addedPitch,
                pieces.next(rows * width * Float.BYTES),
                pieces.next(whole ? 0 : rows * width * Long.BYTES),
                pieces.next(whole ? 0 : rows * Float.BYTES),
                pieces.bytes());
    }
}
