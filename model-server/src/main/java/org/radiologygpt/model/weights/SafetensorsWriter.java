package org.radiologygpt.model.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Writes float tensors as one safetensors file, whole or not at all. */
public final class SafetensorsWriter {
    private final DType type;
    private final Map<String, long[]> shapes = new LinkedHashMap<>();
    private final Map<String, Supplier<float[]>> values = new LinkedHashMap<>();

    /**
     * A writer of one element type.
     *
     * @param type F32, F16 or BF16
     */
    public SafetensorsWriter(DType type) {
        if (!type.isFloat()) {
            throw new IllegalArgumentException("only float types can be written");
        }
        this.type = type;
    }

    /** Adds a tensor, row-major. */
    public SafetensorsWriter add(String name, float[] data, long... shape) {
        long elements = 1;
        for (long dimension : shape) {
            elements *= dimension;
        }
        if (elements != data.length) {
            throw new IllegalArgumentException(
                    "tensor " + name + " has " + data.length + " values, its shape " + elements);
        }
        shapes.put(name, shape.clone());
        values.put(name, () -> data);
        return this;
    }

    /** The same, made when it is written: a model need not be in memory whole. In the order of adding, each once. */
    public SafetensorsWriter add(String name, Supplier<float[]> data, long... shape) {
        shapes.put(name, shape.clone());
        values.put(name, data);
        return this;
    }

    /** Writes the file beside its target, forces it to disk and renames it. */
    public void write(Path file) throws IOException {
        byte[] header = header();
        Path partial = file.resolveSibling(file.getFileName() + ".part");
        try (FileChannel channel = FileChannel.open(
                partial, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            writeFully(channel, ByteBuffer.wrap(header));
            for (Supplier<float[]> data : values.values()) {
                writeFully(channel, FloatEncoder.encode(data.get(), type));
            }
            channel.force(true);
        }
        Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private byte[] header() {
        SafetensorsHeader header = new SafetensorsHeader();
        shapes.forEach((name, shape) -> header.add(name, type, shape));
        return header.toBytes();
    }

    private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
