package org.radiologygpt.trainer.tokenize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BpeTrainerTest {
    private static final String REPORT =
            "The right lower lobe nodule measures 12 x 8 mm. No left effusion.\nThe heart is normal in size.";

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Right upper lobe nodule, 1.2 × 0.8 cm, 5 µm — unchanged.",
                "two\n\nlines\t and  double  blanks ",
                "[NAME-1] was seen on [DATE-2] by [NAME-3].",
                "don't; it's (3) 10%",
                "日本語 ÄÖÜ ß 👍"
            })
    void what_is_encoded_is_decoded_to_the_same_text(String text) throws IOException {
        try (HuggingFaceTokenizer tokenizer = load(train(400, List.of()))) {
            long[] ids = tokenizer.encode(text, false, false).getIds();

            assertThat(tokenizer.decode(ids, true)).isEqualTo(text);
        }
    }

    @Test
    void the_begin_token_stands_before_every_text() throws IOException {
        try (HuggingFaceTokenizer tokenizer = load(train(400, List.of()))) {
            Encoding encoding = tokenizer.encode(REPORT, true, false);

            assertThat(encoding.getIds()[0]).isEqualTo(BpeTokenizer.BOS);
        }
    }

    @Test
    void frequent_words_become_one_token_and_digits_stay_alone() throws IOException {
        try (HuggingFaceTokenizer tokenizer = load(train(400, List.of()))) {
            assertThat(tokenizer.encode(" right nodule 12", false, false).getTokens())
                    .containsExactly("Ġright", "Ġnodule", "Ġ1", "2");
        }
    }

    @Test
    void a_whole_text_is_one_token() throws IOException {
        String whole = "### Input:\nfixed words ";
        try (HuggingFaceTokenizer tokenizer = load(train(400, List.of(whole)))) {
            assertThat(tokenizer.encode(whole + "right", false, false).getIds()).hasSizeLessThan(7);
            assertThat(tokenizer.encode(whole, false, false).getIds()).hasSize(1);
        }
    }

    @Test
    void the_same_texts_give_the_same_file() throws IOException {
        Path first = directory.resolve("first.json");
        Path second = directory.resolve("second.json");
        train(380, List.of()).write(first);
        train(380, List.of()).write(second);

        assertThat(first).hasSameTextualContentAs(second);
        assertThat(Files.size(first)).isPositive();
    }

    @Test
    void a_vocabulary_smaller_than_the_bytes_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BpeTrainer().train(200, List.of()))
                .withMessageContaining("at least 259");
    }

    private static BpeTokenizer train(int size, List<String> whole) {
        BpeTrainer trainer = new BpeTrainer();
        for (int i = 0; i < 5; i++) {
            trainer.add(REPORT);
            trainer.add(" right nodule");
        }
        return trainer.train(size, whole);
    }

    private HuggingFaceTokenizer load(BpeTokenizer tokenizer) throws IOException {
        Path file = directory.resolve("tokenizer.json");
        tokenizer.write(file);
        return HuggingFaceTokenizer.newInstance(file, Map.of("truncation", "false", "padding", "false"));
    }
}
