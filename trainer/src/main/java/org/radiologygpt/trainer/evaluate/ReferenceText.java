package org.radiologygpt.trainer.evaluate;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.radiologygpt.model.decode.Djl;
import org.radiologygpt.model.prompt.PromptTemplate;
import org.radiologygpt.model.weights.LlamaConfig;
import org.radiologygpt.trainer.corpus.Pair;

/**
 * A pair as tokens.
 *
 * @param prompt as the model server sends it, with the beginning-of-text token
 * @param answer the reference impression and the end token
 */
record ReferenceText(int[] prompt, int[] answer) {

    /** The pairs as tokens of a model directory's {@code tokenizer.json}. */
    static List<ReferenceText> encode(Path model, List<Question> questions) throws IOException {
        Djl.offline();
        LlamaConfig config = LlamaConfig.read(model);
        // Left to itself the tokenizer cuts silently at 512 tokens.
        Map<String, String> whole = Map.of("truncation", "false", "padding", "false");
        try (HuggingFaceTokenizer tokenizer =
                HuggingFaceTokenizer.newInstance(model.resolve("tokenizer.json"), whole)) {
            return questions.stream()
                    .map(question -> encode(tokenizer, config, question.pair()))
                    .toList();
        }
    }

    private static ReferenceText encode(HuggingFaceTokenizer tokenizer, LlamaConfig config, Pair pair) {
        String prompt = PromptTemplate.IMPRESSION.render(PromptTemplate.plain(pair.findings()));
        String impression = pair.impression().strip();
        int[] before = ids(tokenizer, prompt);
        int[] text = ids(tokenizer, prompt + impression);
        boolean continues =
                text.length > before.length && Arrays.equals(text, 0, before.length, before, 0, before.length);
        int[] answer = continues ? Arrays.copyOfRange(text, before.length, text.length) : ids(tokenizer, impression);
        IntStream begin = config.bosTokenId() < 0 ? IntStream.empty() : IntStream.of(config.bosTokenId());
        return new ReferenceText(
                IntStream.concat(begin, Arrays.stream(before)).toArray(),
                IntStream.concat(Arrays.stream(answer), IntStream.of(config.eosTokenId()))
                        .toArray());
    }

    private static int[] ids(HuggingFaceTokenizer tokenizer, String text) {
        return Arrays.stream(tokenizer.encode(text, false, false).getIds())
                .mapToInt(Math::toIntExact)
                .toArray();
    }
}
