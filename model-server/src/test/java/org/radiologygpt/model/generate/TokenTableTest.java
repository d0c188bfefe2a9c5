package org.radiologygpt.model.generate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiologygpt.model.score.TokenBytes;
import org.radiologygpt.model.weights.LlamaConfig;

class TokenTableTest {
    private static final String TEXT = "Ödem 5 µm — naïve\u00ad\u0001 🫁\n";

    @TempDir
    private Path directory;

    @Test
    void bytes_of_byte_level_tokens_make_up_the_text() throws IOException {
        TinyModel.writeByteLevelTokenizer(directory);
        try (HuggingFaceTokens tokens = HuggingFaceTokens.open(directory, TinyModel.config(-1))) {
            assertThat(joined(tokens, TEXT)).isEqualTo(TEXT.getBytes(UTF_8));
            for (int b = 0; b < 256; b++) {
                assertThat(tokens.bytes(b).values()).containsExactly(b);
            }
            assertThat(tokens.bytes(TinyModel.EOS).text()).isEqualTo("</s>");
        }
    }

    @Test
    void bytes_of_sentence_piece_tokens_make_up_the_text_with_the_blank_before_it() throws IOException {
        TinyModel.writeSentencePieceTokenizer(directory);
        LlamaConfig config = new LlamaConfig(270, 64, 96, 2, 4, 2, 16, 256, 1e-5, 10000, false, -1, 2);
        try (HuggingFaceTokens tokens = HuggingFaceTokens.open(directory, config)) {
            assertThat(joined(tokens, "No effusion 5 µm.")).isEqualTo(" No effusion 5 µm.".getBytes(UTF_8));
            assertThat(tokens.bytes(3 + 0xc2).text()).isEqualTo("\\xc2");
        }
    }

    @Test
    void bytes_of_the_demo_models_tokens_make_up_the_text() {
        Path demo = Path.of("../config/demo-model");
        try (HuggingFaceTokens tokens = HuggingFaceTokens.open(demo, LlamaConfig.read(demo))) {
            assertThat(joined(tokens, TEXT)).endsWith(TEXT.getBytes(UTF_8));
        }
    }

    @Test
    void an_id_that_is_no_token_stands_for_nothing() throws IOException {
        TinyModel.writeByteLevelTokenizer(directory);
        try (HuggingFaceTokens tokens = HuggingFaceTokens.open(directory, TinyModel.config(-1))) {
            assertThat(tokens.bytes(100_000)).isEqualTo(TokenBytes.NONE);
        }
    }

    private static byte[] joined(Tokens tokens, String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int id : tokens.encode(text)) {
            for (int value : tokens.bytes(id).values()) {
                bytes.write(value);
            }
        }
        return bytes.toByteArray();
    }
}
