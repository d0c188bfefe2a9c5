package org.radiologygpt.model.generate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.radiologygpt.model.chat.ChatTemplate;
import org.radiologygpt.model.decode.Decoder;
import org.radiologygpt.model.decode.DecoderOptions;
import org.radiologygpt.model.decode.DecoderSource;
import org.radiologygpt.model.quantize.Quantized;
import org.radiologygpt.model.weights.LlamaConfig;
import org.radiologygpt.model.weights.ModelDigest;
import org.radiologygpt.model.weights.ModelFormatException;

/** Puts tokenizer, decoder and scheduler together. */
final class ModelOpening {
    private ModelOpening() {}

    static LoadedModel open(
            Path directory,
            Optional<Path> adapter,
            DecoderOptions decoding,
            GeneratorOptions scheduling,
            DecoderSource decoders) {
        String digest = ModelDigest.of(
                Stream.concat(Stream.of(directory), adapter.stream()).toArray(Path[]::new));
        return open(directory, adapter, digest, decoding, scheduling, decoders);
    }

    /**
     * The same with what is known already.
     *
     * @param digest of the model's and the adapter's files
     */
    static LoadedModel open(
            Path directory,
            Optional<Path> adapter,
            String digest,
            DecoderOptions decoding,
            GeneratorOptions scheduling,
            DecoderSource decoders) {
        Optional<ChatTemplate> template = ChatTemplate.read(directory);
        LlamaConfig config = LlamaConfig.read(directory);
        Tokens tokens = HuggingFaceTokens.open(directory, config);
        List<Decoder> opened;
        try {
            opened = decoders.open(directory, adapter.map(decoding::withAdapter).orElse(decoding), () -> digest);
        } catch (RuntimeException e) {
            tokens.close();
            throw e;
        }
        return new LoadedModel(
                name(adapter.orElse(directory)),
                Quantized.digest(digest, decoding.precision()),
                adapter.map(a -> name(directory)),
                written(adapter.orElse(directory)),
                decoding.precision(),
                opened.get(0).maxTokens(),
                template,
                scheduler(opened, tokens, () -> HuggingFaceTokens.open(directory, config), scheduling));
    }

    /** Each scheduler closes its decoder and its tokenizer. */
    private static Scheduler scheduler(
            List<Decoder> decoders, Tokens first, Supplier<Tokens> further, GeneratorOptions options) {
        List<Scheduler> all = new ArrayList<>();
        for (Decoder decoder : decoders) {
            all.add(BatchScheduler.start(decoder, all.isEmpty() ? first : further.get(), options));
        }
        return all.size() == 1 ? all.get(0) : new SharedSchedulers(all);
    }

    static String name(Path directory) {
        Path name = directory.toAbsolutePath().normalize().getFileName();
        return name == null ? "model" : name.toString();
    }

    static Instant written(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            List<Path> weights = entries.filter(file -> file.toString().endsWith(".safetensors"))
                    .toList();
            return weights.stream()
                    .map(ModelOpening::modified)
                    .max(Comparator.naturalOrder())
                    .orElse(Instant.EPOCH);
        } catch (IOException | UncheckedIOException e) {
            throw new ModelFormatException(
                    "cannot read " + name(directory) + ": " + e.getClass().getSimpleName(), e);
        }
    }

    private static Instant modified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
