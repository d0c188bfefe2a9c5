package org.radiologygpt.model.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiologygpt.model.weights.LlamaConfig;
import org.radiologygpt.model.weights.ModelFormatException;

class HuggingFaceTokensTest {
    private static final String TEXT = "Nodule 5 µm — größer × 2 🫁\n\nsecond line\u0000 end";

    @TempDir
    private Path directory;

    @Test
    void byte_level_text_streams_whole_characters_only() throws IOException {
        TinyModel.writeByteLevelTokenizer(directory);
        try (Tokens tokens = HuggingFaceTokens.open(directory, TinyModel.config(TinyModel.BOS))) {
            assertThat(tokens.encode("A")).containsExactly(TinyModel.BOS, 'A');
            assertStreams(tokens, tokens.encode("prompt\n"), withoutHead(tokens.encode(TEXT), 1), TEXT);
        }
    }

    @Test
    void sentence_piece_text_keeps_its_spaces_and_characters() throws IOException {
        TinyModel.writeSentencePieceTokenizer(directory);
        LlamaConfig config = new LlamaConfig(300, 64, 96, 2, 4, 2, 16, 256, 1e-5, 10000, false, 1, 2);
        try (Tokens tokens = HuggingFaceTokens.open(directory, config)) {
            int[] prompt = tokens.encode("findings\n");
            assertThat(prompt[0]).isEqualTo(1);
            String text = "No effusion. 5 µm 🫁 seen";
            assertStreams(tokens, prompt, withoutHead(tokens.encode(text), 1), " " + text);
            assertStreams(tokens, prompt, withoutHead(tokens.encode(text), 2), text);
        }
    }

    @Test
    void end_tokens_come_from_both_files() throws IOException {
        TinyModel.writeByteLevelTokenizer(directory);
        Files.writeString(directory.resolve("config.json"), "{\"eos_token_id\":[257,7]}");
        Files.writeString(directory.resolve("generation_config.json"), "{\"eos_token_id\":9}");
        try (Tokens tokens = HuggingFaceTokens.open(directory, TinyModel.config(-1))) {
            assertThat(tokens.ends(257) && tokens.ends(7) && tokens.ends(9)).isTrue();
            assertThat(tokens.ends(8)).isFalse();
            assertThat(tokens.encode("A")).containsExactly('A');
        }
    }

    @Test
    void beginning_token_is_left_out_where_the_directory_says_so() throws IOException {
        TinyModel.writeByteLevelTokenizer(directory);
        Files.writeString(directory.resolve("tokenizer_config.json"), "{\"add_bos_token\":false}");
        try (Tokens tokens = HuggingFaceTokens.open(directory, TinyModel.config(TinyModel.BOS))) {
            assertThat(tokens.encode("A")).containsExactly('A');
        }
    }

    @Test
    void long_prompt_is_not_cut_and_half_a_surrogate_pair_is_no_crash() throws IOException {
        TinyModel.writeByteLevelTokenizer(directory);
        try (Tokens tokens = HuggingFaceTokens.open(directory, TinyModel.config(-1))) {
            assertThat(tokens.encode("a".repeat(5000))).hasSize(5000);
            assertThat(tokens.encode("a\ud83e")).containsExactly('a', '?');
        }
    }

    @Test
    void tokenizer_of_another_model_is_refused() throws IOException {
        TinyModel.writeSentencePieceTokenizer(directory);
        assertThatThrownBy(() -> HuggingFaceTokens.open(directory, TinyModel.config(1)))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("different models");
    }

    @Test
    void missing_or_broken_tokenizer_is_named() throws IOException {
        assertThatThrownBy(() -> HuggingFaceTokens.open(directory, TinyModel.config(1)))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("tokenizer.json");
        Files.writeString(directory.resolve("tokenizer.json"), "{}");
        assertThatThrownBy(() -> HuggingFaceTokens.open(directory, TinyModel.config(1)))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("tokenizer.json");
    }

    private static int[] withoutHead(int[] ids, int head) {
        return Arrays.copyOfRange(ids, head, ids.length);
    }

    private static void assertStreams(Tokens tokens, int[] prompt, int[] answer, String text) {
        TextStream stream = new TextStream(tokens, prompt);
        StringBuilder streamed = new StringBuilder();
        for (int id : answer) {
            String piece = stream.add(id);
            assertThat(piece).doesNotContain("\uFFFD");
            streamed.append(piece);
        }
        assertThat(stream.finish()).isEmpty();
        assertThat(streamed).hasToString(text);
    }
}
