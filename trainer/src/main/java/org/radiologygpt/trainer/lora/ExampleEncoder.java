package org.radiologygpt.trainer.lora;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.radiologygpt.model.prompt.PromptTemplate;
import org.radiologygpt.model.weights.LlamaConfig;
import org.radiologygpt.trainer.corpus.Pair;

/** Pairs as tokens: the prompt as the model server sends it, the impression, the end token. */
final class ExampleEncoder implements AutoCloseable {
    private final HuggingFaceTokenizer tokenizer;
    private final PromptTemplate template;
    private final LlamaConfig config;
    private final Emphasis emphasis;
    private final Map<Integer, Float> weights = new HashMap<>();

    ExampleEncoder(Path tokenizerFile, PromptTemplate template, LlamaConfig config, Emphasis emphasis)
            throws IOException {
        // Left to itself the tokenizer cuts silently at 512 tokens.
        this.tokenizer =
                HuggingFaceTokenizer.newInstance(tokenizerFile, Map.of("truncation", "false", "padding", "false"));
        this.template = template;
        this.config = config;
        this.emphasis = emphasis;
    }

    Example encode(Pair pair) {
        String prompt = template.render(pair.findings());
        String impression = pair.impression().strip();
        long[] before = ids(prompt);
        long[] whole = ids(prompt + impression);
        long[] text = startsWith(whole, before) ? whole : join(before, ids(impression));
        int head = config.bosTokenId() < 0 ? 0 : 1;
        int[] tokens = new int[head + text.length + 1];
        tokens[0] = config.bosTokenId();
        for (int i = 0; i < text.length; i++) {
            tokens[head + i] = (int) text[i];
        }
        tokens[tokens.length - 1] = config.eosTokenId();
        return new Example(tokens, head + before.length, weights(tokens));
    }

    private float[] weights(int[] tokens) {
        float[] each = new float[tokens.length];
        for (int i = 0; i < each.length; i++) {
            each[i] = weights.computeIfAbsent(tokens[i], id -> emphasis.of(tokenizer.decode(new long[] {id}, true)));
        }
        return each;
    }

    /** Without the post-processor: the model server, too, puts the begin token of config.json before a prompt itself. */
    private long[] ids(String text) {
        return tokenizer.encode(text, false, false).getIds();
    }

    private static boolean startsWith(long[] whole, long[] start) {
        return whole.length > start.length && Arrays.equals(whole, 0, start.length, start, 0, start.length);
    }

    private static long[] join(long[] left, long[] right) {
        long[] both = Arrays.copyOf(left, left.length + right.length);
        System.arraycopy(right, 0, both, left.length, right.length);
        return both;
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
