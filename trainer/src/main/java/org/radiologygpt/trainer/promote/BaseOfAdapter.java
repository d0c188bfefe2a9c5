package org.radiologygpt.trainer.promote;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.radiologygpt.model.weights.AdapterLimits;
import org.radiologygpt.model.weights.LlamaConfig;
import org.radiologygpt.model.weights.LoraAdapter;
import org.radiologygpt.model.weights.ModelFormatException;
import org.radiologygpt.trainer.corpus.CorpusException;

/** Whether an adapter belongs to a base model, as far as its files tell. */
final class BaseOfAdapter {
    private static final String TOKENIZER = "tokenizer.json";

    private BaseOfAdapter() {}

    /**
     * Compares the base model's name that the adapter was trained with, its shapes and its tokenizer. Another model of the
     * same name, shape and tokenizer is not told apart: its drafts are, by the gate.
     *
     * @throws CorpusException where one is another
     */
    static void require(Path base, Path adapter) throws IOException {
        String trained = baseName(adapter);
        String given = base.toRealPath().getFileName().toString();
        String called = base.toAbsolutePath().normalize().getFileName().toString();
        if (!trained.isEmpty() && !trained.equals(given) && !trained.equals(called)) {
            throw new CorpusException("the adapter was trained on the base model " + trained + ", not on " + given);
        }
        requireShapes(base, adapter);
        Path own = adapter.resolve(TOKENIZER);
        if (Files.exists(own) && Files.mismatch(own, base.resolve(TOKENIZER)) >= 0) {
            throw new CorpusException("the adapter was trained with another tokenizer than that of the base model "
                    + given + ": its " + TOKENIZER + " differs");
        }
    }

    private static String baseName(Path adapter) throws IOException {
        Path config = adapter.resolve("adapter_config.json");
        if (!Files.exists(config)) {
            throw new CorpusException(adapter.getFileName() + " is no adapter: it has no " + config.getFileName());
        }
        String name = new ObjectMapper()
                .readTree(config.toFile())
                .path("base_model_name_or_path")
                .asText();
        return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    }

    private static void requireShapes(Path base, Path adapter) {
        LoraAdapter read = LoraAdapter.read(adapter);
        try {
            new AdapterLimits(1, read.rank(), AdapterLimits.modules(List.of(read))).check(read, LlamaConfig.read(base));
        } catch (ModelFormatException e) {
            throw new CorpusException("the adapter does not belong to this base model: " + e.getMessage());
        }
    }
}
