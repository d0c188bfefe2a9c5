package org.radiologygpt.model.gpu;

import org.radiologygpt.model.weights.LlamaConfig;
import org.radiologygpt.model.weights.LlamaTensors;

/**
 * Bytes of a GPU's memory that a decoder takes. Not counted is what the engine keeps for itself while it computes, and the
 * driver's own.
 *
 * @param weights of the base model, in the type it computes in
 * @param cache keys and values of all slots at their longest, and of the row that is always free
 * @param adapters factors of all places
 * @param passes inputs and results of the largest pass
 */
record GpuMemory(long weights, long cache, long adapters, long passes) {

    static GpuMemory of(LlamaConfig config, GpuOptions wanted) {
        GpuOptions options = wanted.withMaxTokens(Math.min(wanted.maxTokens(), config.maxPositions()));
        Buckets buckets = Buckets.of(options.slots(), options.maxTokens());
        KvLayout cache = KvLayout.of(config, options, buckets.capacity());
        long elements = LlamaTensors.shapes(config).values().stream()
                .mapToLong(GpuMemory::elements)
                .sum();
        return new GpuMemory(
                elements * options.type().bytes(),
                cache.bytes(),
                FactorLayout.of(config, options).bytes(),
                PassLayout.of(config, options, buckets, cache).bytes());
    }

    long total() {
        return weights + cache + adapters + passes;
    }

    private static long elements(long[] shape) {
        long elements = 1;
        for (long dimension : shape) {
            elements *= dimension;
        }
        return elements;
    }
}
