package org.radiologygpt.trainer.lora;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.radiologygpt.model.weights.LlamaConfig;

/**
 * What a training holds in memory at its peak, in bytes, counted from the arrays that the layer script makes and autograd
 * keeps. The JVM and PyTorch themselves come on top.
 *
 * @param weights of the model and the adapter, 32 bits each
 * @param optimizer gradients and two moments of what is trained
 * @param activations what the way down needs of the way up, and what it works with
 * @param saving copies on the heap while a checkpoint is written; activations are free by then
 */
record MemoryEstimate(long weights, long optimizer, long activations, long saving) {
    private static final long FLOAT = Float.BYTES;

    /**
     * Tokens that go through the network at once.
     *
     * @param examples side by side
     * @param length of each, padding included
     * @param targets positions with a loss, of all examples
     */
    record Load(int examples, int length, int targets) {
        long tokens() {
            return (long) examples * length;
        }
    }

    static MemoryEstimate of(LlamaConfig config, Optional<LoraSpec> lora, Load load, boolean recompute) {
        long model = parameters(WeightShapes.base(config).values());
        long trained = lora.map(
                        spec -> parameters(WeightShapes.adapter(config, spec).values()))
                .orElse(model);
        return new MemoryEstimate(
                FLOAT * (lora.isPresent() ? model + trained : model),
                3 * FLOAT * trained,
                FLOAT * activations(config, lora, load, recompute),
                3 * FLOAT * trained);
    }

    long total() {
        return weights + optimizer + Math.max(activations, saving);
    }

    static long parameters(Iterable<long[]> shapes) {
        long sum = 0;
        for (long[] shape : shapes) {
            sum += shape.length == 1 ? shape[0] : shape[0] * shape[1];
        }
        return sum;
    }

    /** The peak is where the way down begins, or in a layer of it: three arrays of logits, or four of the inner width. */
    private static long activations(LlamaConfig config, Optional<LoraSpec> lora, Load load, boolean recompute) {
        long layer = load.tokens() * kept(config, lora);
        long head = 3L * load.targets() * config.vocabSize();
        long work = load.tokens() * (4L * config.intermediateSize() + 2L * config.hiddenSize());
        return recompute
                ? load.tokens() * config.hiddenSize() * (config.layers() + 1L) + Math.max(head, layer + work)
                : config.layers() * layer + Math.max(head, work);
    }

    /**
     * Floats a token that autograd keeps of a layer: both inputs of RMSNorm, queries, keys, values and output of attention,
     * gate before and after SiLU, and the other half; then per adapter its input, its mask and its inner values, or the
     * input of every matrix where all are trained.
     */
    private static long kept(LlamaConfig config, Optional<LoraSpec> lora) {
        long hidden = config.hiddenSize();
        long heads = (long) config.heads() * config.headDim();
        long inner = config.intermediateSize();
        long always = 2 * hidden + 4 * heads + config.heads() + 3 * inner;
        return always + lora.map(spec -> adapters(config, spec)).orElse(4 * hidden + heads + inner);
    }

    private static long adapters(LlamaConfig config, LoraSpec spec) {
        long inner = (long) spec.rank() * spec.targets().size();
        if (spec.dropout() > 0) {
            return inner
                    + spec.targets().stream()
                            .mapToLong(target -> 2 * target.shape(config)[1])
                            .sum();
        }
        Set<Projection> inputs = EnumSet.noneOf(Projection.class);
        spec.targets().forEach(target -> inputs.add(target.firstOfInput()));
        return inner
                + inputs.stream().mapToLong(target -> target.shape(config)[1]).sum();
    }
}
