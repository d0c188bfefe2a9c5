package org.radiologygpt.trainer.lora;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Optional;

/**
 * Dropout of the adapters' inputs: per adapted projection of a layer a factor {@code [batch, seq, in]}, 0 with the
 * dropout's probability p, else 1 / (1 - p). A layer's masks are a function of a seed, so that they can be drawn again for
 * a layer that is computed twice, and do not depend on which worker computes when.
 */
final class DropoutMasks {
    private final TorchScript script;
    private final List<Projection> targets;
    /** PyTorch's generator is one for all threads: from the seed to the last draw it belongs to one. */
    private final Object generator = new Object();

    DropoutMasks(TorchScript script, Optional<LoraSpec> lora) {
        this.script = script;
        this.targets =
                lora.filter(spec -> spec.dropout() > 0).map(LoraSpec::targets).orElse(List.of());
    }

    /** A seed for one use of another seed. */
    static long seed(long seed, int use) {
        long z = seed + (use + 1) * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /**
     * The masks of a layer, in the order of its targets; none without dropout.
     *
     * @param x what goes into the layer; the masks belong to its manager
     */
    List<NDArray> draw(NDArray x, long seed) {
        if (targets.isEmpty()) {
            return List.of();
        }
        synchronized (generator) {
            Engine.getEngine("PyTorch").setRandomSeed((int) seed);
            return targets.stream()
                    .map(target -> script.call(method(target), x))
                    .toList();
        }
    }

    /** Name of the script's method that draws for a projection. */
    static String method(Projection target) {
        return "mask" + target.ordinal();
    }
}
