package org.radiologygpt.model.decode;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.radiologygpt.model.graph.Dialect;
import org.radiologygpt.model.quantize.Quantized;
import org.radiologygpt.model.weights.LlamaConfig;
import org.radiologygpt.model.weights.LlamaWeights;
import org.radiologygpt.model.weights.LoraAdapter;
import org.radiologygpt.model.weights.ModelDigest;
import org.radiologygpt.model.weights.Tensor;

/**
 * A model as a session takes it: adapter merged, weights in the precision asked for.
 *
 * @param config shape of the decoder
 * @param tensors every tensor that the graph names
 * @param dialect of the graph
 */
record Prepared(LlamaConfig config, Map<String, Tensor> tensors, Dialect dialect) {

    static Prepared of(Path directory, DecoderOptions options, Supplier<String> digest) {
        LlamaWeights base = LlamaWeights.open(directory);
        Dialect dialect = Dialect.suiting(base.config(), options.precision());
        Optional<LoraAdapter> adapter = options.adapter().map(LoraAdapter::read);
        if (!options.precision().quantized()) {
            return new Prepared(
                    base.config(), adapter.map(base::merge).orElse(base).tensors(), dialect);
        }
        Quantized quantized = new Quantized(base, adapter, options.precision());
        return new Prepared(base.config(), tensors(quantized, options, digest), dialect);
    }

    private static Map<String, Tensor> tensors(Quantized quantized, DecoderOptions options, Supplier<String> digest) {
        try {
            return options.cache()
                    .map(cache -> quantized.cached(cache, digest.get()))
                    .orElseGet(quantized::inMemory);
        } catch (OutOfMemoryError e) {
            throw new DecoderException(
                    "no memory beside the heap for weights in " + options.precision()
                            + ": keep them in a cache directory, or raise -XX:MaxDirectMemorySize",
                    e);
        }
    }

    /** Of the model and the adapter together. */
    static String digest(Path directory, DecoderOptions options) {
        return ModelDigest.of(
                Stream.concat(Stream.of(directory), options.adapter().stream()).toArray(Path[]::new));
    }
}
