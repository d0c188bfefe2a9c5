package org.radiologygpt.model.decode;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.radiologygpt.model.weights.DType;
import org.radiologygpt.model.weights.LlamaConfig;
import org.radiologygpt.model.weights.SafetensorsWriter;

/**
 * A checkpoint of llama2.c (version 0): seven integers, then each kind of weight for all layers, in 32-bit floats.
 *
 * @param header dim, hidden, layers, heads, kv heads, vocabulary (positive where embeddings are tied), context
 * @param weights by the names that llama2.c gives them
 */
record Llama2cCheckpoint(int[] header, Map<String, float[]> weights) {

    static Llama2cCheckpoint read(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int[] header = new int[7];
        Arrays.setAll(header, i -> bytes.getInt());
        Llama2cCheckpoint checkpoint = new Llama2cCheckpoint(header, new LinkedHashMap<>());
        int dim = header[0];
        int hidden = header[1];
        int layers = header[2];
        int kvDim = checkpoint.headDim() * header[4];
        checkpoint.take(bytes, "token_embedding", header[5] * dim);
        checkpoint.take(bytes, "rms_att", layers * dim);
        checkpoint.take(bytes, "wq", layers * dim * dim);
        checkpoint.take(bytes, "wk", layers * kvDim * dim);
        checkpoint.take(bytes, "wv", layers * kvDim * dim);
        checkpoint.take(bytes, "wo", layers * dim * dim);
        checkpoint.take(bytes, "rms_ffn", layers * dim);
        checkpoint.take(bytes, "w1", layers * hidden * dim);
        checkpoint.take(bytes, "w2", layers * dim * hidden);
        checkpoint.take(bytes, "w3", layers * hidden * dim);
        checkpoint.take(bytes, "rms_final", dim);
        return checkpoint;
    }

    int headDim() {
        return header[0] / header[3];
    }

    /** One layer's part of a kind of weight. */
    float[] layer(String kind, int layer) {
        float[] all = weights.get(kind);
        int size = all.length / header[2];
        return Arrays.copyOfRange(all, layer * size, (layer + 1) * size);
    }

    /** Writes the model as Hugging Face's conversion script of LLaMA does. */
    void writeHuggingFace(Path directory) throws IOException {
        LlamaConfig config = new LlamaConfig(
                header[5], header[0], header[1], header[2], header[3], header[4], headDim(), header[6], 1e-5, 10000,
                true, 1, 2);
        Files.writeString(directory.resolve("config.json"), config.toJson());
        SafetensorsWriter writer = new SafetensorsWriter(DType.F32);
        writer.add("model.embed_tokens.weight", weights.get("token_embedding"), header[5], header[0]);
        writer.add("model.norm.weight", weights.get("rms_final"), header[0]);
        for (int layer = 0; layer < header[2]; layer++) {
            addLayer(writer, layer);
        }
        writer.write(directory.resolve("model.safetensors"));
    }

    private void addLayer(SafetensorsWriter writer, int layer) {
        String prefix = "model.layers." + layer + ".";
        int dim = header[0];
        int hidden = header[1];
        int kvDim = headDim() * header[4];
        writer.add(prefix + "input_layernorm.weight", layer("rms_att", layer), dim);
        writer.add(prefix + "post_attention_layernorm.weight", layer("rms_ffn", layer), dim);
        writer.add(prefix + "self_attn.q_proj.weight", halves(layer("wq", layer)), dim, dim);
        writer.add(prefix + "self_attn.k_proj.weight", halves(layer("wk", layer)), kvDim, dim);
        writer.add(prefix + "self_attn.v_proj.weight", layer("wv", layer), kvDim, dim);
        writer.add(prefix + "self_attn.o_proj.weight", layer("wo", layer), dim, dim);
        writer.add(prefix + "mlp.gate_proj.weight", layer("w1", layer), hidden, dim);
        writer.add(prefix + "mlp.down_proj.weight", layer("w2", layer), dim, hidden);
        writer.add(prefix + "mlp.up_proj.weight", layer("w3", layer), hidden, dim);
    }

    /** Reorders rows from rotary pairs side by side to rotary pairs half a head apart. */
    private float[] halves(float[] matrix) {
        int dim = header[0];
        int width = headDim();
        float[] out = new float[matrix.length];
        for (int row = 0; row < matrix.length / dim; row++) {
            int within = row % width;
            int target = row - within + within % 2 * (width / 2) + within / 2;
            System.arraycopy(matrix, row * dim, out, target * dim, dim);
        }
        return out;
    }

    private void take(ByteBuffer bytes, String name, int count) {
        float[] values = new float[count];
        bytes.asFloatBuffer().get(values);
        bytes.position(bytes.position() + count * Float.BYTES);
        weights.put(name, values);
    }
}
