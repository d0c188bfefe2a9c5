package org.radiologygpt.model.bench.speed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.radiologygpt.model.bench.gguf.GgufFile;
import org.radiologygpt.model.bench.gguf.GgufType;
import org.radiologygpt.model.bench.gguf.RandomLlama;
import org.radiologygpt.model.quantize.Precision;
import org.radiologygpt.model.quantize.Quantized;
import org.radiologygpt.model.weights.LlamaConfig;
import org.radiologygpt.model.weights.LlamaWeights;
import org.radiologygpt.model.weights.ModelDigest;
import org.radiologygpt.model.weights.Tensor;

/** One random model in every form that the engines read, rounded beforehand so that no engine's memory has that in it. */
final class ModelFiles {
    private final Path directory;
    private final LlamaConfig config;
    private final Map<EngineKind, Long> weightBytes = new EnumMap<>(EngineKind.class);

    private ModelFiles(Path directory, LlamaConfig config) {
        this.directory = directory;
        this.config = config;
    }

    static ModelFiles write(Path directory, LlamaConfig config, long seed) throws IOException {
        ModelFiles files = new ModelFiles(directory, config);
        RandomLlama.write(files.huggingFace(), config, seed);
        Files.createDirectories(files.cache());
        for (GgufType type : GgufType.values()) {
            GgufFile.write(files.huggingFace(), type, files.gguf(type));
        }
        String digest = ModelDigest.of(files.huggingFace());
        for (EngineKind kind : EngineKind.values()) {
            files.weightBytes.put(kind, files.count(kind, digest));
        }
        return files;
    }

    /** Megabytes of the weights as the engine is given them. */
    double weightMegabytes(EngineKind kind) {
        return weightBytes.get(kind) / 1e6;
    }

    /** Megabytes of keys and values: 32-bit floats, 16-bit ones in llama.cpp. */
    double cacheMegabytes(EngineKind kind, int slots, int maxTokens) {
        int bytes = kind.precision().isPresent() ? 4 : 2;
        return 2.0 * slots * maxTokens * config.layers() * config.kvHeads() * config.headDim() * bytes / 1e6;
    }

    /** Starts an engine in a JVM of its own. */
    EngineProcess start(EngineKind kind, int slots, int maxTokens, int threads, boolean spinning) {
        Path model = kind.precision().isPresent() ? huggingFace() : gguf(kind.bits());
        List<String> arguments = new ArrayList<>(List.of(kind.name(), model.toString(), cache().toString()));
        for (int number : new int[] {config.vocabSize(), slots, maxTokens, threads}) {
            arguments.add(Integer.toString(number));
        }
        arguments.add(Boolean.toString(spinning));
        return EngineProcess.start(directory, EngineMain.class, arguments);
    }

    /** Keeps every core busy until closed. */
    EngineProcess spin() {
        return EngineProcess.start(directory, SpinMain.class, List.of("spin"));
    }

    private long count(EngineKind kind, String digest) {
        if (kind.precision().isEmpty()) {
            return size(gguf(kind.bits()));
        }
        Precision precision = kind.precision().orElseThrow();
        LlamaWeights weights = LlamaWeights.open(huggingFace());
        Map<String, Tensor> tensors = precision.quantized()
                ? new Quantized(weights, Optional.empty(), precision).cached(cache(), digest)
                : weights.tensors();
        return tensors.values().stream()
                .mapToLong(tensor -> tensor.data().remaining())
                .sum();
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path huggingFace() {
        return directory.resolve("random");
    }

    private Path cache() {
        return directory.resolve("cache");
    }

    private Path gguf(GgufType type) {
        return directory.resolve("random-" + type + ".gguf");
    }
}
