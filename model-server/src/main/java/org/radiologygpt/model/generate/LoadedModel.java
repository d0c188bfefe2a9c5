package org.radiologygpt.model.generate;

import java.time.Instant;
import java.util.Optional;

/**
 * A model that answers, and what it is.
 *
 * @param name what requests call it
 * @param digest SHA-256 over its weights, hexadecimal
 * @param parent the base model's name where this is an adapter
 * @param created when its weights were written
 * @param contextTokens longest prompt and answer together
 * @param ownChatTemplate whether its directory prescribes how a chat is written as a prompt
 * @param generator what answers
 */
public record LoadedModel(
        String name,
        String digest,
        Optional<String> parent,
        Instant created,
        int contextTokens,
        boolean ownChatTemplate,
        TextGenerator generator)
        implements AutoCloseable {

    public LoadedModel {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a model's name must not be blank");
        }
    }

    @Override
    public void close() {
        generator.close();
    }
}
