package org.radiologygpt.model.generate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.radiologygpt.model.weights.DType;
import org.radiologygpt.model.weights.LlamaConfig;
import org.radiologygpt.model.weights.LlamaTensors;
import org.radiologygpt.model.weights.SafetensorsWriter;

/** A model of random weights with a tokenizer of bytes, written as a Hugging Face directory. */
public final class TinyModel {
    static final int BOS = 256;
    static final int EOS = 257;
    private static final ObjectMapper JSON = new ObjectMapper();

    private TinyModel() {}

    /** Shape with 258 tokens and 256 positions. */
    static LlamaConfig config(int bos) {
        return new LlamaConfig(258, 64, 96, 2, 4, 2, 16, 256, 1e-5, 10000, false, bos, EOS);
    }

    public static Path write(Path directory, long seed) throws IOException {
        LlamaConfig config = config(BOS);
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("config.json"), config.toJson());
        writeByteLevelTokenizer(directory);
        Random random = new Random(seed);
        SafetensorsWriter writer = new SafetensorsWriter(DType.F32);
        LlamaTensors.shapes(config).forEach((name, shape) -> writer.add(name, values(random, name, shape), shape));
        writer.write(directory.resolve("model.safetensors"));
        return directory;
    }

    private static float[] values(Random random, String name, long[] shape) {
        int count = 1;
        for (long dimension : shape) {
            count *= (int) dimension;
        }
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = name.contains("norm") ? 1 : (float) (random.nextGaussian() / Math.sqrt(shape[1]) * 1.5);
        }
        return values;
    }

    /** Byte-level BPE as GPT-2's, without merges. */
    static void writeByteLevelTokenizer(Path directory) throws IOException {
        ObjectNode json = tokenizer();
        json.putObject("pre_tokenizer")
                .put("type", "ByteLevel")
                .put("add_prefix_space", false)
                .put("trim_offsets", true)
                .put("use_regex", true);
        json.putObject("decoder")
                .put("type", "ByteLevel")
                .put("add_prefix_space", false)
                .put("trim_offsets", true)
                .put("use_regex", true);
        ObjectNode vocabulary = bpe(json, false);
        int next = 256;
        for (int b = 0; b < 256; b++) {
            boolean printable = b >= '!' && b <= '~' || b >= 0xa1 && b <= 0xac || b >= 0xae;
            vocabulary.put(String.valueOf((char) (printable ? b : next++)), b);
        }
        special(json, "<s>", BOS);
        special(json, "</s>", EOS);
        JSON.writeValue(directory.resolve("tokenizer.json").toFile(), json);
    }

    /** SentencePiece BPE as LLaMA's: words begin with a low line, unknown characters fall back to bytes. */
    static void writeSentencePieceTokenizer(Path directory) throws IOException {
        ObjectNode json = tokenizer();
        ArrayNode normalizers =
                json.putObject("normalizer").put("type", "Sequence").putArray("normalizers");
        normalizers.addObject().put("type", "Prepend").put("prepend", "▁");
        normalizers
                .addObject()
                .put("type", "Replace")
                .put("content", "▁")
                .putObject("pattern")
                .put("String", " ");
        json.putNull("pre_tokenizer");
        ArrayNode decoders = json.putObject("decoder").put("type", "Sequence").putArray("decoders");
        decoders.addObject()
                .put("type", "Replace")
                .put("content", " ")
                .putObject("pattern")
                .put("String", "▁");
        decoders.addObject().put("type", "ByteFallback");
        decoders.addObject().put("type", "Fuse");
        decoders.addObject()
                .put("type", "Strip")
                .put("content", " ")
                .put("start", 1)
                .put("stop", 0);
        ObjectNode vocabulary = bpe(json, true);
        vocabulary.put("<unk>", 0).put("<s>", 1).put("</s>", 2);
        for (int b = 0; b < 256; b++) {
            vocabulary.put(String.format("<0x%02X>", b), 3 + b);
        }
        int id = 259;
        for (String piece : new String[] {"▁", "N", "o", "e", "f", "u", "s", "i", "n", "."}) {
            vocabulary.put(piece, id++);
        }
        special(json, "<s>", 1);
        special(json, "</s>", 2);
        JSON.writeValue(directory.resolve("tokenizer.json").toFile(), json);
    }

    private static ObjectNode tokenizer() {
        ObjectNode json = JSON.createObjectNode();
        json.put("version", "1.0").putNull("truncation").putNull("padding").putArray("added_tokens");
        json.putNull("normalizer").putNull("post_processor");
        return json;
    }

    private static ObjectNode bpe(ObjectNode json, boolean byteFallback) {
        ObjectNode model = json.putObject("model");
        model.put("type", "BPE")
                .putNull("dropout")
                .put("unk_token", byteFallback ? "<unk>" : null)
                .put("fuse_unk", byteFallback)
                .put("byte_fallback", byteFallback);
        model.putArray("merges");
        return model.putObject("vocab");
    }

    private static void special(ObjectNode json, String content, int id) {
        json.withArray("added_tokens")
                .addObject()
                .put("id", id)
                .put("content", content)
                .put("single_word", false)
                .put("lstrip", false)
                .put("rstrip", false)
                .put("normalized", false)
                .put("special", true);
    }
}
