package org.radiologygpt.model.gpu;

import java.nio.file.Path;
import org.radiologygpt.model.decode.Decoder;
import org.radiologygpt.model.graph.Readout;
import org.radiologygpt.model.weights.AdapterLimits;
import org.radiologygpt.model.weights.DType;
import org.radiologygpt.model.weights.LlamaWeights;

/** Decoders on an {@link OrtDevice}, also for tests of other packages. */
public final class DeviceDecoders {
    private DeviceDecoders() {}

    /** In 32 bits, with a cache that grows and shrinks and prompts in chunks of 32 tokens. */
    public static Decoder open(Path model, int slots, Readout readout, AdapterLimits adapters, OrtDevice device) {
        return open(model, slots, DType.F32, readout, adapters, device);
    }

    /** The same in another type. */
    public static Decoder open(
            Path model, int slots, DType type, Readout readout, AdapterLimits adapters, OrtDevice device) {
        LlamaWeights weights = LlamaWeights.open(model);
        int maxTokens = weights.config().maxPositions();
        GpuOptions options = new GpuOptions(slots, maxTokens, type, readout, adapters);
        int[] pitches = {maxTokens / 8, maxTokens / 4, maxTokens / 2, maxTokens};
        return GpuDecoder.open(weights, options, new Buckets(slots, pitches, 4, 32), device);
    }
}
