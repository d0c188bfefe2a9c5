package org.radiologygpt.model.weights;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes float tensors as one safetensors file, whole or not at all. */
public final class SafetensorsWriter {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final DType type;
    private final Map<String, long[]> shapes = new LinkedHashMap<>();
    private final Map<String, float[]> values = new LinkedHashMap<>();

    /**
     * A writer of one element type.
     *
     * @param type F32, F16 or BF16
     */
    public SafetensorsWriter(DType type) {
        if (type == DType.I64) {
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
        values.put(name, data);
        return this;
    }

    /** Writes the file beside its target, forces it to disk and renames it. */
    public void write(Path file) throws IOException {
        byte[] header = header();
        Path partial = file.resolveSibling(file.getFileName() + ".part");
        try (FileChannel channel = FileChannel.open(
                partial, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer prefix = ByteBuffer.allocate(8 + header.length).order(ByteOrder.LITTLE_ENDIAN);
            writeFully(channel, prefix.putLong(header.length).put(header).flip());
            for (float[] data : values.values()) {
                writeFully(channel, encode(data));
            }
            channel.force(true);
        }
        Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private byte[] header() throws IOException {
        ObjectNode json = JSON.createObjectNode();
        json.putObject("__metadata__").put("format", "pt");
        long offset = 0;
        for (var entry : shapes.entrySet()) {
            ObjectNode node = json.putObject(entry.getKey());
            node.put("dtype", type.name());
            var shape = node.putArray("shape");
            for (long dimension : entry.getValue()) {
                shape.add(dimension);
            }
            long length = (long) values.get(entry.getKey()).length * type.bytes();
            node.putArray("data_offsets").add(offset).add(offset + length);
            offset += length;
        }
        byte[] bytes = JSON.writeValueAsBytes(json);
        byte[] padded = Arrays.copyOf(bytes, (bytes.length + 7) / 8 * 8);
        Arrays.fill(padded, bytes.length, padded.length, (byte) ' ');
        return padded;
    }

    private ByteBuffer encode(float[] data) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(data.length, type.bytes()))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (float value : data) {
            switch (type) {
                case F32 -> bytes.putFloat(value);
                case F16 -> bytes.putShort(HalfFloat.fromFloat(value));
                default -> bytes.putShort(bfloat16(value));
            }
        }
        return bytes.flip();
    }

    private static short bfloat16(float value) {
        int bits = Float.floatToIntBits(value);
        return Float.isNaN(value) ? (short) 0x7fc0 : (short) (bits + 0x7fff + (bits >>> 16 & 1) >>> 16);
    }

    private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
