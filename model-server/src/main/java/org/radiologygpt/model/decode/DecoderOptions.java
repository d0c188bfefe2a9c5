package org.radiologygpt.model.decode;

import java.nio.file.Path;
import java.util.Optional;
import org.radiologygpt.model.quantize.Precision;
import org.radiologygpt.model.weights.AdapterLimits;

/**
 * How a decoder is opened.
 *
 * @param slots sequences held at once
 * @param maxTokens longest sequence wanted; the model's own limit counts where it is smaller
 * @param intraOpThreads threads of one pass
 * @param spinning whether idle threads burn a core to save microseconds; off unless the machine is ours alone
 * @param adapter directory of a PEFT LoRA adapter to merge into the weights
 * @param precision of the linear layers
 * @param cache directory that keeps quantised weights; without one they are computed at every start, into native memory
 * @param adapters places for adapters beside the weights; each costs memory and a little time, loaded or not
 */
public record DecoderOptions(
        int slots,
        int maxTokens,
        int intraOpThreads,
        boolean spinning,
        Optional<Path> adapter,
        Precision precision,
        Optional<Path> cache,
        AdapterLimits adapters) {

    public DecoderOptions {
        positive("slots", slots);
        positive("maxTokens", maxTokens);
        positive("intraOpThreads", intraOpThreads);
    }

    /** Without places for adapters. */
    public DecoderOptions(
            int slots,
            int maxTokens,
            int intraOpThreads,
            boolean spinning,
            Optional<Path> adapter,
            Precision precision,
            Optional<Path> cache) {
        this(slots, maxTokens, intraOpThreads, spinning, adapter, precision, cache, AdapterLimits.NONE);
    }

    /** Four slots of up to 2,048 tokens, a thread a physical core, weights as stored, no places for adapters. */
    public static DecoderOptions defaults() {
        return new DecoderOptions(
                4, 2048, PhysicalCores.count(), false, Optional.empty(), Precision.F32, Optional.empty());
    }

    public DecoderOptions withSlots(int count) {
        return new DecoderOptions(count, maxTokens, intraOpThreads, spinning, adapter, precision, cache, adapters);
    }

    public DecoderOptions withMaxTokens(int count) {
        return new DecoderOptions(slots, count, intraOpThreads, spinning, adapter, precision, cache, adapters);
    }

    public DecoderOptions withIntraOpThreads(int count) {
        return new DecoderOptions(slots, maxTokens, count, spinning, adapter, precision, cache, adapters);
    }

    public DecoderOptions withSpinning(boolean on) {
        return new DecoderOptions(slots, maxTokens, intraOpThreads, on, adapter, precision, cache, adapters);
    }

    public DecoderOptions withAdapter(Path directory) {
        return new DecoderOptions(
                slots, maxTokens, intraOpThreads, spinning, Optional.of(directory), precision, cache, adapters);
    }

    public DecoderOptions withPrecision(Precision wanted) {
        return new DecoderOptions(slots, maxTokens, intraOpThreads, spinning, adapter, wanted, cache, adapters);
    }

    public DecoderOptions withCache(Path directory) {
        return new DecoderOptions(
                slots, maxTokens, intraOpThreads, spinning, adapter, precision, Optional.of(directory), adapters);
    }

    public DecoderOptions withAdapters(AdapterLimits limits) {
        return new DecoderOptions(slots, maxTokens, intraOpThreads, spinning, adapter, precision, cache, limits);
    }

    private static void positive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " is " + value + ", it must be at least 1");
        }
    }
}
