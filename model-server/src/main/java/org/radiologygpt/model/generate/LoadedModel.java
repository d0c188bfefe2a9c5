package org.radiologygpt.model.generate;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.radiologygpt.model.chat.ChatTemplate;
import org.radiologygpt.model.decode.DecoderOptions;
import org.radiologygpt.model.decode.DecoderSource;
import org.radiologygpt.model.quantize.Precision;

/**
 * A model that answers, and what it is.
 *
 * @param name what requests call it
 * @param digest {@code sha256:} and the digest of all that decides its answers
 * @param parent the base model's name where this is an adapter
 * @param created when its weights were written
 * @param precision of its linear layers
 * @param contextTokens longest prompt and answer together
 * @param chatTemplate how a chat is written as a prompt, where its directory prescribes it
 * @param generator what answers
 */
public record LoadedModel(
        String name,
        String digest,
        Optional<String> parent,
        Instant created,
        Precision precision,
        int contextTokens,
        Optional<ChatTemplate> chatTemplate,
        TextGenerator generator)
        implements AutoCloseable {

    public LoadedModel {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a model's name must not be blank");
        }
    }

    /**
     * Opens a model directory in Hugging Face layout, and the adapter to put into its weights.
     *
     * <p>The name is that of the adapter's directory, else of the model's.
     *
     * @throws org.radiologygpt.model.weights.ModelFormatException naming the file and what is wrong with it
     * @throws org.radiologygpt.model.decode.DecoderException where the engine refuses the model
     */
    public static LoadedModel open(
            Path modelDirectory, Optional<Path> adapter, DecoderOptions decoding, GeneratorOptions scheduling) {
        return open(modelDirectory, adapter, decoding, scheduling, DecoderSource.CPU);
    }

    /** The same on other decoders. */
    public static LoadedModel open(
            Path modelDirectory,
            Optional<Path> adapter,
            DecoderOptions decoding,
            GeneratorOptions scheduling,
            DecoderSource decoders) {
        return ModelOpening.open(modelDirectory, adapter, decoding, scheduling, decoders);
    }

    /** {@link #open(Path, Optional, DecoderOptions, GeneratorOptions)} with the defaults. */
    public static LoadedModel open(Path modelDirectory, Optional<Path> adapter) {
        return open(modelDirectory, adapter, DecoderOptions.defaults(), GeneratorOptions.DEFAULT);
    }

    /** The same model under another name. */
    public LoadedModel named(String other) {
        return new LoadedModel(other, digest, parent, created, precision, contextTokens, chatTemplate, generator);
    }

    @Override
    public void close() {
        generator.close();
    }
}
