package org.radiologygpt.model.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.radiologygpt.model.decode.SharedData;
import org.radiologygpt.model.weights.LlamaConfig;
import org.radiologygpt.model.weights.ModelFormatException;

class SentencePieceTest {
    private static final List<String> TEXTS = List.of(
            "Findings: The lungs are clear. No pneumothorax.",
            "### Instruction:\nDerive the impression from findings in the radiology report\n\n### Input:\n",
            "  two  spaces and a tab\t. 5 µm × 2, größer — 🫁 end ",
            "hello",
            " ",
            "L4-L5 3/4/24 1,234.56 mm BI-RADS 3");

    @TempDir
    Path directory;

    private static LlamaConfig config(int vocabSize) {
        return new LlamaConfig(vocabSize, 64, 96, 2, 4, 2, 16, 256, 1e-5, 10000, false, 1, 2);
    }

    @Test
    @Tag("interop")
    void llamas_own_file_gives_the_ids_that_merging_by_score_gives() throws IOException {
        Path file = SharedData.find("models/llama2.c/tokenizer.model");
        assumeTrue(Files.exists(file), "shared/data/models/llama2.c is not here");
        Files.copy(file, directory.resolve("tokenizer.model"));
        ByScore expected = ByScore.read(SharedData.find("models/llama2.c/tokenizer.bin"), 32000);
        try (Tokens tokens = HuggingFaceTokens.open(directory, config(32000))) {
            for (String text : texts()) {
                int[] ids = tokens.encode(text);
                assertThat(ids).as(text).containsExactly(expected.encode(text));
                assertThat(tokens.decode(ids)).isEqualTo(text);
            }
        }
    }

    private static List<String> texts() {
        List<String> texts = new ArrayList<>(TEXTS);
        Random random = new Random(5);
        for (int i = 0; i < 200; i++) {
            StringBuilder text = new StringBuilder("x");
            for (int length = random.nextInt(60); length > 0; length--) {
                String all = TEXTS.get(random.nextInt(TEXTS.size()));
                int at = random.nextInt(all.length());
                text.append(all, at, Math.min(all.length(), at + 1 + random.nextInt(4)));
            }
            texts.add(new String(text.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
        }
        return texts;
    }

    @Test
    void small_model_is_read_whole() throws IOException {
        write(2, false, "");
        try (Tokens tokens = HuggingFaceTokens.open(directory, config(32))) {
            assertThat(tokens.encode("ab a")).containsExactly(1, 7, 4);
            assertThat(tokens.decode(new int[] {7, 4})).isEqualTo("ab a");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"unigram", "joins spaces", "rewrites", "broken", "no pieces"})
    void what_cannot_be_converted_exactly_is_refused(String what) throws IOException {
        switch (what) {
            case "unigram" -> write(1, false, "");
            case "joins spaces" -> write(2, true, "");
            case "rewrites" -> write(2, false, "map");
            case "broken" -> Files.write(directory.resolve("tokenizer.model"), new byte[] {10, 120, 1});
            default -> Files.write(directory.resolve("tokenizer.model"), new byte[0]);
        }
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> HuggingFaceTokens.open(directory, config(32)))
                .withMessageContaining("tokenizer.model");
    }

    /** Ids: 0 unknown, 1 and 2 controls, 3 space, 4 space+a, 5 a, 6 b, 7 space+ab. */
    private void write(int type, boolean joinsSpaces, String map) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        piece(out, "<unk>", 0, 2);
        piece(out, "<s>", 0, 3);
        piece(out, "</s>", 0, 3);
        piece(out, "▁", -3, 1);
        piece(out, "▁a", -1, 1);
        piece(out, "a", -4, 1);
        piece(out, "b", -5, 1);
        piece(out, "▁ab", -2, 1);
        out.writeByteArray(2, message(inner -> inner.writeInt32(3, type)));
        out.writeByteArray(3, message(inner -> {
            inner.writeString(2, map);
            inner.writeBool(4, joinsSpaces);
        }));
        out.flush();
        Files.write(directory.resolve("tokenizer.model"), bytes.toByteArray());
    }

    private static void piece(CodedOutputStream out, String text, float score, int kind) throws IOException {
        out.writeByteArray(1, message(inner -> {
            inner.writeString(1, text);
            inner.writeFloat(2, score);
            inner.writeInt32(3, kind);
        }));
    }

    private interface Fields {
        void write(CodedOutputStream out) throws IOException;
    }

    private static byte[] message(Fields fields) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        fields.write(out);
        out.flush();
        return bytes.toByteArray();
    }

    /** SentencePiece's way: of all neighbours that make a piece, the best-scored are joined first, the left one of equals. */
    private record ByScore(Map<String, Integer> ids, float[] scores) {

        /** llama2.c's export: longest length, then score, length and bytes of each piece, spaces already spaces. */
        static ByScore read(Path file, int count) throws IOException {
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
            bytes.getInt();
            ByScore model = new ByScore(new HashMap<>(), new float[count]);
            for (int id = 0; id < count; id++) {
                model.scores()[id] = bytes.getFloat();
                byte[] text = new byte[bytes.getInt()];
                bytes.get(text);
                model.ids().putIfAbsent(new String(text, StandardCharsets.UTF_8), id);
            }
            return model;
        }

        int[] encode(String text) {
            List<Integer> tokens = new ArrayList<>();
            tokens.add(1);
            List<String> parts = new ArrayList<>();
            (" " + text).codePoints().forEach(point -> parts.add(Character.toString(point)));
            while (join(parts)) {}
            for (String part : parts) {
                if (ids.containsKey(part)) {
                    tokens.add(ids.get(part));
                } else {
                    for (byte b : part.getBytes(StandardCharsets.UTF_8)) {
                        tokens.add(3 + (b & 0xff));
                    }
                }
            }
            return tokens.stream().mapToInt(Integer::intValue).toArray();
        }

        private boolean join(List<String> parts) {
            int best = -1;
            for (int i = 0; i + 1 < parts.size(); i++) {
                Integer id = ids.get(parts.get(i) + parts.get(i + 1));
                if (id != null && (best < 0 || scores[id] > score(parts, best))) {
                    best = i;
                }
            }
            if (best >= 0) {
                parts.set(best, parts.get(best) + parts.remove(best + 1));
            }
            return best >= 0;
        }

        private float score(List<String> parts, int at) {
            return scores[ids.get(parts.get(at) + parts.get(at + 1))];
        }
    }
}
