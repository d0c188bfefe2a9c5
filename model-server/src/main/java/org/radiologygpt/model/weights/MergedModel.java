package org.radiologygpt.model.weights;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A base model with an adapter merged, as a Hugging Face directory of its own. A row at a time: neither the model nor the
 * sum is ever in memory as a whole.
 */
public final class MergedModel {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LlamaWeights base;
    private final LoraAdapter adapter;
    private final Optional<DType> type;

    /** Neighbouring tensors in one file. */
    private record Shard(List<Tensor> tensors, long bytes) {}

    /**
     * Of a model and an adapter that fits it.
     *
     * @param type of all tensors; each as the base model stores it where none is given
     * @throws ModelFormatException naming the matrix that the base model has not, or has in another shape
     */
    public MergedModel(LlamaWeights base, LoraAdapter adapter, Optional<DType> type) {
        this.base = base;
        this.adapter = adapter;
        this.type = type;
        adapter.targets()
                .forEach(name -> adapter.factors(name, base.target(name).shape()));
    }

    /**
     * Writes the weights, {@code model.safetensors} or shards with their index, and forces them to disk.
     *
     * @param directory that has none yet
     * @param shardBytes most bytes of tensors in one file; a larger tensor has a file of its own
     * @throws ModelFormatException naming the tensor that the element type cannot hold
     */
    public void writeWeights(Path directory, long shardBytes) throws IOException {
        List<Shard> shards = shards(shardBytes);
        ObjectNode index = JSON.createObjectNode();
        index.putObject("metadata")
                .put("total_size", shards.stream().mapToLong(Shard::bytes).sum());
        ObjectNode places = index.putObject("weight_map");
        for (int i = 0; i < shards.size(); i++) {
            String name = shards.size() == 1
                    ? "model.safetensors"
                    : String.format(Locale.ROOT, "model-%05d-of-%05d.safetensors", i + 1, shards.size());
            shards.get(i).tensors().forEach(tensor -> places.put(tensor.name(), name));
            write(directory.resolve(name), shards.get(i).tensors());
        }
        if (shards.size() > 1) {
            Files.write(
                    directory.resolve("model.safetensors.index.json"),
                    JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(index));
        }
    }

    /** The base model's {@code config.json}, unchanged but for the element type where another is asked for. */
    public String config(String baseConfig) throws JsonProcessingException {
        if (type.isEmpty()) {
            return baseConfig;
        }
        ObjectNode json = (ObjectNode) JSON.readTree(baseConfig);
        String name =
                switch (type.get()) {
                    case F16 -> "float16";
                    case BF16 -> "bfloat16";
                    default -> "float32";
                };
        json.remove("dtype");
        json.put("torch_dtype", name);
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
    }

    private List<Shard> shards(long most) {
        List<Shard> shards = new ArrayList<>();
        List<Tensor> tensors = new ArrayList<>();
        long bytes = 0;
        for (Tensor tensor : base.tensors().values()) {
            long more = Math.multiplyExact(tensor.elements(), type(tensor).bytes());
            if (bytes > 0 && bytes + more > most) {
                shards.add(new Shard(tensors, bytes));
                tensors = new ArrayList<>();
                bytes = 0;
            }
            tensors.add(tensor);
            bytes += more;
        }
        shards.add(new Shard(tensors, bytes));
        return shards;
    }

    private void write(Path file, List<Tensor> tensors) throws IOException {
        SafetensorsHeader header = new SafetensorsHeader();
        tensors.forEach(tensor -> header.add(tensor.name(), type(tensor), tensor.shape()));
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            write(out, ByteBuffer.wrap(header.toBytes()));
            for (Tensor tensor : tensors) {
                Rows rows = rows(tensor);
                float[] row = new float[rows.columns()];
                for (int i = 0; i < rows.count(); i++) {
                    rows.copy(i, row);
                    requireFits(tensor, row);
                    write(out, FloatEncoder.encode(row, type(tensor)));
                }
            }
            out.force(true);
        }
    }

    private Rows rows(Tensor tensor) {
        if (adapter.targets().contains(tensor.name())) {
            return adapter.rows(tensor);
        }
        return tensor.shape().length == 2
                ? Rows.of(tensor)
                : new Rows.Stored(tensor, 1, Math.toIntExact(tensor.elements()));
    }

    private void requireFits(Tensor tensor, float[] row) {
        for (float value : row) {
            if (!FloatEncoder.fits(value, type(tensor))) {
                throw new ModelFormatException("tensor " + tensor.name() + " merged has a value of "
                        + (Float.isFinite(value) ? "more than " + type(tensor) + " holds" : "no finite size"));
            }
        }
    }

    private DType type(Tensor tensor) {
        return type.orElse(tensor.type());
    }

    private static void write(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
