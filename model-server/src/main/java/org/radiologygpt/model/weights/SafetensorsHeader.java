package org.radiologygpt.model.weights;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** What stands at the beginning of a safetensors file: names, types and places of the tensors that follow in order. */
public final class SafetensorsHeader {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ALIGNMENT = 8;

    private final ObjectNode json = JSON.createObjectNode();
    private long end;

    /** Of no tensors yet. */
    public SafetensorsHeader() {
        json.putObject("__metadata__").put("format", "pt");
    }

    /** The next tensor. */
    public SafetensorsHeader add(String name, DType type, long... shape) {
        ObjectNode entry = json.putObject(name).put("dtype", type.name());
        ArrayNode dimensions = entry.putArray("shape");
        long bytes = type.bytes();
        for (long dimension : shape) {
            dimensions.add(dimension);
            bytes = Math.multiplyExact(bytes, dimension);
        }
        entry.putArray("data_offsets").add(end).add(end + bytes);
        end += bytes;
        return this;
    }

    /** The header's length as 64 bits, and the header, filled with blanks to a multiple of eight bytes. */
    public byte[] toBytes() {
        byte[] text = text();
        byte[] padded = Arrays.copyOf(text, (text.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
        Arrays.fill(padded, text.length, padded.length, (byte) ' ');
        return ByteBuffer.allocate(Long.BYTES + padded.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(padded.length)
                .put(padded)
                .array();
    }

    private byte[] text() {
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of names and numbers is always JSON", e);
        }
    }
}
