package org.radiologygpt.trainer.lora;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.radiologygpt.model.prompt.PromptTemplate;
import org.radiologygpt.model.weights.LlamaConfig;
import org.radiologygpt.trainer.tokenize.BpeTokenizer;

/**
 * The tokenizer of a training. It is put into the output when all is known to fit: until then what lies there belongs to the
 * weights beside it.
 *
 * @param base directory of the base model
 * @param learned from the data, where it is not the base model's
 */
record TrainingTokenizer(Path base, Optional<BpeTokenizer> learned) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Puts its files into a directory. */
    void writeTo(Path out) throws IOException {
        if (learned.isPresent()) {
            DurableFile.write(out.resolve("tokenizer.json"), learned.get()::write);
        } else {
            ModelDirectory.copyTokenizer(base, out);
        }
    }

    /** Opens it, for a model of that shape. */
    ExampleEncoder encoder(PromptTemplate template, LlamaConfig config, Emphasis emphasis) throws IOException {
        if (learned.isEmpty()) {
            Path file = base.resolve("tokenizer.json");
            check(file, config);
            return new ExampleEncoder(file, template, config, emphasis);
        }
        Path file = Files.createTempFile("radiology-gpt-tokenizer", ".json");
        try {
            learned.get().write(file);
            return new ExampleEncoder(file, template, config, emphasis);
        } finally {
            Files.delete(file);
        }
    }

    /**
     * Its ids must be rows of the embedding table. A table may be padded beyond them, but not to the double: such a tokenizer
     * is another model's, and would train the wrong rows without a word.
     */
    private static void check(Path file, LlamaConfig config) throws IOException {
        if (!Files.exists(file)) {
            throw new SettingsException("the base model has no tokenizer.json");
        }
        int size = size(JSON.readTree(Files.readAllBytes(file)));
        if (size > config.vocabSize() || 2 * size < config.vocabSize()) {
            throw new SettingsException(
                    "tokenizer.json of the base model has " + size + " tokens, the vocab_size of its"
                            + " config.json is " + config.vocabSize() + ": they belong to different models");
        }
    }

    /** Highest id and one; the vocabulary is an object of ids, or (Unigram) a list in their order. */
    private static int size(JsonNode tokenizer) {
        JsonNode vocabulary = tokenizer.path("model").path("vocab");
        IntStream ids = vocabulary.isArray()
                ? IntStream.of(vocabulary.size() - 1)
                : vocabulary.properties().stream()
                        .mapToInt(token -> token.getValue().asInt());
        IntStream added = StreamSupport.stream(tokenizer.path("added_tokens").spliterator(), false)
                .mapToInt(token -> token.path("id").asInt());
        return 1 + IntStream.concat(ids, added).max().orElse(-1);
    }
}
