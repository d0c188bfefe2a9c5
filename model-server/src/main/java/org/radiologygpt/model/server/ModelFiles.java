package org.radiologygpt.model.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The files of a model directory beside its weights, as Hugging Face's tools name them. */
final class ModelFiles {
    private static final String CONFIG = "config.json";

    private static final List<String> COPIED = List.of(
            "generation_config.json",
            "tokenizer.json",
            "tokenizer.model",
            "tokenizer_config.json",
            "special_tokens_map.json",
            "added_tokens.json",
            "vocab.json",
            "merges.txt",
            "chat_template.jinja",
            "chat_template.json");

    private ModelFiles() {}

    interface Rewriting {
        String rewritten(String config) throws IOException;
    }

    /** Copies those that are there; {@code config.json} may change. */
    static void copy(Path from, Path to, Rewriting config) throws IOException {
        Files.writeString(to.resolve(CONFIG), config.rewritten(Files.readString(from.resolve(CONFIG))));
        for (String name : COPIED) {
            if (Files.exists(from.resolve(name))) {
                Files.copy(from.resolve(name), to.resolve(name));
            }
        }
    }
}
