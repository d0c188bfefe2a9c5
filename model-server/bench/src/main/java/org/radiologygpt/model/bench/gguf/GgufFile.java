package org.radiologygpt.model.bench.gguf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.radiologygpt.model.weights.LlamaConfig;
import org.radiologygpt.model.weights.LlamaWeights;
import org.radiologygpt.model.weights.Tensor;

/**
 * Writes the model of a {@link RandomLlama} directory for llama.cpp.
 *
 * <p>Names and order of rows are those of llama.cpp's {@code convert_hf_to_gguf.py}: its rotary embedding turns
 * neighbouring rows of a head, Hugging Face's the two halves, so that the rows of queries and keys change places.
 */
public final class GgufFile {
    private static final int NORMAL_TOKEN = 1;
    private static final int UNKNOWN_TOKEN = 2;
    private static final int CONTROL_TOKEN = 3;

    private GgufFile() {}

    /**
     * Writes a file.
     *
     * @param model Hugging Face directory
     * @param type of the matrices; norms stay 32-bit floats
     */
    public static Path write(Path model, GgufType type, Path file) throws IOException {
        LlamaWeights weights = LlamaWeights.open(model);
        GgufHeader header = new GgufHeader();
        shape(header, weights.config(), type);
        vocabulary(header, new CharacterVocabulary(weights.config().vocabSize()));
        for (Tensor tensor : weights.tensors().values()) {
            GgufType stored = stored(tensor, type);
            header.tensor(name(tensor.name()), tensor.shape(), stored, stored.bytes(tensor.elements()));
        }
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            write(channel, header.bytes());
            for (Tensor tensor : weights.tensors().values()) {
                write(channel, data(tensor, weights.config(), stored(tensor, type)));
            }
        }
        return file;
    }

    private static GgufType stored(Tensor tensor, GgufType type) {
        return tensor.shape().length == 1 ? GgufType.F32 : type;
    }

    private static void shape(GgufHeader header, LlamaConfig config, GgufType type) {
        header.text("general.architecture", "llama");
        header.text("general.name", "random");
        header.number("general.file_type", type.fileType());
        header.number("general.alignment", GgufHeader.ALIGNMENT);
        header.number("llama.vocab_size", config.vocabSize());
        header.number("llama.context_length", config.maxPositions());
        header.number("llama.embedding_length", config.hiddenSize());
        header.number("llama.block_count", config.layers());
        header.number("llama.feed_forward_length", config.intermediateSize());
        header.number("llama.attention.head_count", config.heads());
        header.number("llama.attention.head_count_kv", config.kvHeads());
        header.number("llama.attention.layer_norm_rms_epsilon", (float) config.normEpsilon());
        header.number("llama.rope.dimension_count", config.headDim());
        header.number("llama.rope.freq_base", (float) config.ropeTheta());
    }

    private static void vocabulary(GgufHeader header, CharacterVocabulary vocabulary) {
        int[] types = new int[vocabulary.size()];
        Arrays.fill(types, NORMAL_TOKEN);
        Arrays.fill(types, 0, CharacterVocabulary.SPECIAL, CONTROL_TOKEN);
        types[CharacterVocabulary.UNKNOWN] = UNKNOWN_TOKEN;
        header.text("tokenizer.ggml.model", "llama");
        header.texts(
                "tokenizer.ggml.tokens",
                IntStream.range(0, vocabulary.size())
                        .mapToObj(vocabulary::piece)
                        .toList());
        header.floats("tokenizer.ggml.scores", new float[vocabulary.size()]);
        header.integers("tokenizer.ggml.token_type", types);
        header.number("tokenizer.ggml.unknown_token_id", CharacterVocabulary.UNKNOWN);
        header.number("tokenizer.ggml.bos_token_id", CharacterVocabulary.BEGINNING);
        header.number("tokenizer.ggml.eos_token_id", CharacterVocabulary.END);
        header.flag("tokenizer.ggml.add_bos_token", true);
        header.flag("tokenizer.ggml.add_eos_token", false);
        header.flag("tokenizer.ggml.add_space_prefix", false);
    }

    private static String name(String tensor) {
        return tensor.replace("model.embed_tokens", "token_embd")
                .replace("model.norm", "output_norm")
                .replace("lm_head", "output")
                .replace("model.layers", "blk")
                .replace("input_layernorm", "attn_norm")
                .replace("post_attention_layernorm", "ffn_norm")
                .replace("self_attn.o_proj", "attn_output")
                .replaceFirst("self_attn\\.([qkv])_proj", "attn_$1")
                .replaceFirst("mlp\\.(gate|up|down)_proj", "ffn_$1");
    }

    private static ByteBuffer data(Tensor tensor, LlamaConfig config, GgufType type) {
        int columns = (int) tensor.shape()[tensor.shape().length - 1];
        int rows = Math.toIntExact(tensor.elements() / columns);
        ByteBuffer data = ByteBuffer.allocate(Math.toIntExact(GgufHeader.aligned(type.bytes(tensor.elements()))))
                .order(ByteOrder.LITTLE_ENDIAN);
        float[] values = new float[columns];
        for (int row = 0; row < rows; row++) {
            int from = turned(tensor.name()) ? rowOfHalves(row, config.headDim()) : row;
            tensor.copyTo(values, (long) from * columns);
            type.encode(values, data);
        }
        return data.clear();
    }

    private static boolean turned(String tensor) {
        return tensor.endsWith("q_proj.weight") || tensor.endsWith("k_proj.weight");
    }

    /** Where the halves' order keeps what neighbours' order has in a row. */
    private static int rowOfHalves(int row, int headDim) {
        int within = row % headDim;
        return row - within + within % 2 * headDim / 2 + within / 2;
    }

    private static void write(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
