package org.radiologygpt.model.generate;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.radiologygpt.model.decode.Djl;
import org.radiologygpt.model.score.TokenBytes;
import org.radiologygpt.model.weights.LlamaConfig;
import org.radiologygpt.model.weights.ModelFormatException;

/**
 * A model directory's {@code tokenizer.json}, read by Hugging Face's own tokenizers library through DJL; where there is
 * none, LLaMA's {@code tokenizer.model}, converted.
 *
 * <p>The beginning-of-text token is put before every prompt where {@code config.json} names one, unless
 * {@code tokenizer_config.json} says {@code "add_bos_token": false} or the text begins with it. The tokenizer's own post-processor is not used for
 * that: some directories' would also end the prompt with the end token.
 */
final class HuggingFaceTokens implements Tokens {
    /** DJL cuts a prompt at 512 tokens where these are not set. */
    private static final Map<String, String> WHOLE_TEXT = Map.of("truncation", "false", "padding", "false");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HuggingFaceTokenizer tokenizer;
    private final int[] head;
    private final Set<Integer> endTokens;
    private final TokenTable table;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    private HuggingFaceTokens(HuggingFaceTokenizer tokenizer, int[] head, Set<Integer> endTokens, TokenTable table) {
        this.tokenizer = tokenizer;
        this.head = head;
        this.endTokens = endTokens;
        this.table = table;
    }

    /**
     * Opens a model directory's tokenizer.
     *
     * @throws ModelFormatException where neither file is there, or it cannot be read
     */
    static HuggingFaceTokens open(Path directory, LlamaConfig config) {
        Djl.offline();
        Path file = file(directory);
        try {
            byte[] json = json(file);
            JsonNode parsed = JSON.readTree(json);
            fits(parsed, config.vocabSize());
            HuggingFaceTokenizer tokenizer =
                    HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(json), WHOLE_TEXT);
            Set<Integer> endTokens = endTokens(directory, config);
            int[] head = head(directory, config, tokenizer, endTokens);
            return new HuggingFaceTokens(tokenizer, head, endTokens, TokenTable.of(parsed));
        } catch (ModelFormatException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new ModelFormatException(
                    "cannot read " + file + ": " + e.getClass().getSimpleName(), e);
        }
    }

    private static Path file(Path directory) {
        Path file = directory.resolve("tokenizer.json");
        Path sentencePiece = directory.resolve("tokenizer.model");
        if (Files.isRegularFile(file)) {
            return file;
        }
        if (Files.isRegularFile(sentencePiece)) {
            return sentencePiece;
        }
        throw new ModelFormatException("cannot read " + file + ": the file does not exist, nor does tokenizer.model");
    }

    private static byte[] json(Path file) throws IOException {
        return file.endsWith("tokenizer.model")
                ? JSON.writeValueAsBytes(SentencePieceJson.of(SentencePieceModel.read(file)))
                : Files.readAllBytes(file);
    }

    /** A tokenizer of another model would give ids that mean other words, or none. */
    private static void fits(JsonNode tokenizer, int vocabSize) {
        JsonNode vocabulary = tokenizer.path("model").path("vocab");
        int highest = vocabulary.isArray() ? vocabulary.size() - 1 : -1;
        for (Map.Entry<String, JsonNode> token : vocabulary.properties()) {
            highest = Math.max(highest, token.getValue().asInt());
        }
        for (JsonNode token : tokenizer.path("added_tokens")) {
            highest = Math.max(highest, token.path("id").asInt());
        }
        if (highest >= vocabSize) {
            throw new ModelFormatException("tokenizer.json has a token " + highest
                    + ", but config.json a vocab_size of " + vocabSize + ": they are of different models");
        }
    }

    private static int[] head(
            Path directory, LlamaConfig config, HuggingFaceTokenizer tokenizer, Set<Integer> endTokens)
            throws IOException {
        if (!optional(directory, "tokenizer_config.json").path("add_bos_token").asBoolean(true)) {
            return new int[0];
        }
        if (config.bosTokenId() >= 0) {
            return new int[] {config.bosTokenId()};
        }
        return Arrays.stream(tokenizer.encode("", true, false).getIds())
                .mapToInt(Math::toIntExact)
                .filter(id -> !endTokens.contains(id))
                .toArray();
    }

    /** Llama 3 and others end an answer with one of several tokens, listed in either file. */
    private static Set<Integer> endTokens(Path directory, LlamaConfig config) throws IOException {
        Set<Integer> ids = new HashSet<>();
        ids.add(config.eosTokenId());
        for (String file : List.of("config.json", "generation_config.json")) {
            JsonNode node = optional(directory, file).path("eos_token_id");
            node.forEach(id -> ids.add(id.asInt(-1)));
            ids.add(node.asInt(-1));
        }
        ids.remove(-1);
        return Set.copyOf(ids);
    }

    private static JsonNode optional(Path directory, String name) throws IOException {
        Path file = directory.resolve(name);
        return Files.isRegularFile(file) ? JSON.readTree(Files.readAllBytes(file)) : JSON.createObjectNode();
    }

    @Override
    public int[] encode(String text) {
        String wellFormed = new String(text.getBytes(UTF_8), UTF_8);
        long[] ids = whileOpen(() -> tokenizer.encode(wellFormed, false, false).getIds());
        if (head.length > 0 && ids.length >= head.length && Arrays.equals(head, ints(ids, head.length))) {
            return ints(ids, ids.length);
        }
        int[] prompt = Arrays.copyOf(head, head.length + ids.length);
        for (int i = 0; i < ids.length; i++) {
            prompt[head.length + i] = Math.toIntExact(ids[i]);
        }
        return prompt;
    }

    private static int[] ints(long[] ids, int count) {
        return Arrays.stream(ids, 0, count).mapToInt(Math::toIntExact).toArray();
    }

    @Override
    public String decode(int[] ids) {
        long[] longs = Arrays.stream(ids).asLongStream().toArray();
        return whileOpen(() -> tokenizer.decode(longs, true));
    }

    @Override
    public TokenBytes bytes(int id) {
        return table.bytes(id);
    }

    /** Nobody frees the native tokenizer while it works. */
    private <T> T whileOpen(Supplier<T> work) {
        lock.readLock().lock();
        try {
            return work.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public boolean ends(int id) {
        return endTokens.contains(id);
    }

    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            tokenizer.close();
        } finally {
            lock.writeLock().unlock();
        }
    }
}
