package org.radiologygpt.trainer.lora;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.radiologygpt.model.prompt.PromptTemplate;
import org.radiologygpt.trainer.corpus.Pair;

/** Pairs as tokens: the prompt as the model server sends it, the impression, the end token. */
final class ExampleEncoder implements AutoCloseable {
    private final HuggingFaceTokenizer tokenizer;
    private final PromptTemplate template;
    private final int eos;

    ExampleEncoder(Path tokenizerFile, PromptTemplate template, int eos) throws IOException {
        // Left to itself the tokenizer cuts silently at 512 tokens.
        this.tokenizer =
                HuggingFaceTokenizer.newInstance(tokenizerFile, Map.of("truncation", "false", "padding", "false"));
        this.template = template;
        this.eos = eos;
    }

    Example encode(Pair pair) {
        String prompt = template.render(pair.findings());
        String impression = pair.impression().strip();
        long[] before = tokenizer.encode(prompt, true, false).getIds();
        long[] whole = tokenizer.encode(prompt + impression, true, false).getIds();
        long[] text = startsWith(whole, before)
                ? whole
                : join(before, tokenizer.encode(impression, false, false).getIds());
        int[] tokens = new int[text.length + 1];
        for (int i = 0; i < text.length; i++) {
            tokens[i] = (int) text[i];
        }
        tokens[text.length] = eos;
        return new Example(tokens, before.length);
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
