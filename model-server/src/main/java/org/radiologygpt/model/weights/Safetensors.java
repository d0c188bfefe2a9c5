package org.radiologygpt.model.weights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * The tensors of a model directory or of one {@code .safetensors} file, mapped read-only. What is wrong is told of the
 * file's name without its path: clients that load an adapter read it, too.
 */
public final class Safetensors {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long MAX_HEADER = 100_000_000;

    private final Map<String, Tensor> tensors = new LinkedHashMap<>();

    private Safetensors() {}

    /**
     * Maps {@code model.safetensors}, or the shards that {@code model.safetensors.index.json} names.
     *
     * @throws ModelFormatException where a file is missing or broken
     */
    public static Safetensors openDirectory(Path directory) {
        Path index = directory.resolve("model.safetensors.index.json");
        Safetensors all = new Safetensors();
        if (Files.exists(index)) {
            for (String shard : shards(index)) {
                all.map(directory.resolve(shard));
            }
        } else {
            all.map(directory.resolve("model.safetensors"));
        }
        return all;
    }

    /**
     * Maps one file.
     *
     * @throws ModelFormatException where it is missing or broken
     */
    public static Safetensors openFile(Path file) {
        Safetensors all = new Safetensors();
        all.map(file);
        return all;
    }

    /** All tensors by name, in file order. */
    public Map<String, Tensor> tensors() {
        return Collections.unmodifiableMap(tensors);
    }

    /**
     * One tensor.
     *
     * @throws ModelFormatException naming the tensor, where it is missing or of another shape
     */
    public Tensor tensor(String name, long... shape) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new ModelFormatException("tensor " + name + " is missing");
        }
        if (shape.length > 0 && !Arrays.equals(shape, tensor.shape())) {
            throw new ModelFormatException("tensor " + name + " has shape " + Arrays.toString(tensor.shape())
                    + ", config.json asks for " + Arrays.toString(shape));
        }
        return tensor;
    }

    /** Whether a tensor of that name is there. */
    public boolean has(String name) {
        return tensors.containsKey(name);
    }

    private static Iterable<String> shards(Path index) {
        TreeSet<String> names = new TreeSet<>();
        try {
            JSON.readTree(RegularFile.read(index)).path("weight_map").forEach(node -> names.add(node.asText()));
        } catch (IOException e) {
            throw new ModelFormatException("cannot read " + index.getFileName(), e);
        }
        for (String name : names) {
            if (name.contains("/") || name.contains("\\") || name.contains("..")) {
                throw new ModelFormatException(index.getFileName() + " names a shard outside its directory");
            }
        }
        return names;
    }

    private void map(Path file) {
        try (FileChannel channel = FileChannel.open(RegularFile.checked(file), StandardOpenOption.READ)) {
            ByteBuffer prefix = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
            channel.read(prefix, 0);
            long headerLength = prefix.position() == 8 ? prefix.getLong(0) : -1;
            if (headerLength <= 0 || headerLength > MAX_HEADER || headerLength + 8 > channel.size()) {
                throw new ModelFormatException(
                        file.getFileName() + " is no safetensors file: header length " + headerLength);
            }
            ByteBuffer header = channel.map(MapMode.READ_ONLY, 8, headerLength);
            JsonNode json = JSON.readTree(StandardCharsets.UTF_8.decode(header).toString());
            for (var field : json.properties()) {
                if (!field.getKey().equals("__metadata__")) {
                    add(file, channel, 8 + headerLength, field.getKey(), field.getValue());
                }
            }
        } catch (IOException e) {
            throw new ModelFormatException(
                    "cannot read " + file.getFileName() + ": " + e.getClass().getSimpleName(), e);
        }
    }

    private void add(Path file, FileChannel channel, long base, String name, JsonNode entry) throws IOException {
        DType type = type(file, name, entry.path("dtype").asText());
        long[] shape = shape(file, name, entry.path("shape"));
        long available = channel.size() - base;
        long begin = entry.path("data_offsets").path(0).asLong(-1);
        long end = entry.path("data_offsets").path(1).asLong(-1);
        if (begin < 0 || begin > end || end > available || end - begin != bytes(type, shape)) {
            throw new ModelFormatException(
                    file.getFileName() + ": tensor " + name + " has offsets that do not fit its shape");
        }
        if (end - begin > Integer.MAX_VALUE) {
            throw new ModelFormatException(file.getFileName() + ": tensor " + name + " is larger than 2 GiB");
        }
        ByteBuffer data = channel.map(MapMode.READ_ONLY, base + begin, end - begin);
        tensors.put(name, new Tensor(name, type, shape, file, base + begin, data));
    }

    private static long[] shape(Path file, String name, JsonNode json) {
        long[] shape = new long[json.size()];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = json.get(i).asLong(-1);
            if (shape[i] < 0) {
                throw new ModelFormatException(
                        file.getFileName() + ": tensor " + name + " has a dimension that is no size");
            }
        }
        return shape;
    }

    /** Size of a tensor in bytes, or -1 where it is beyond counting. */
    private static long bytes(DType type, long[] shape) {
        try {
            long bytes = type.bytes();
            for (long dimension : shape) {
                bytes = Math.multiplyExact(bytes, dimension);
            }
            return bytes;
        } catch (ArithmeticException e) {
            return -1;
        }
    }

    private static DType type(Path file, String name, String dtype) {
        try {
            return DType.valueOf(dtype);
        } catch (IllegalArgumentException e) {
            throw new ModelFormatException(
                    file.getFileName() + ": tensor " + name + " has type \"" + dtype
                            + "\", supported are F32, F16, BF16",
                    e);
        }
    }
}
