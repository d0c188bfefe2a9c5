package org.radiologygpt.model.bench.gguf;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** The head of a GGUF file, version 3, little endian: what the model is, then where its tensors lie. */
final class GgufHeader {
    /** Each tensor begins at a multiple of this many bytes. */
    static final int ALIGNMENT = 32;

    private static final int VERSION = 3;
    private static final int UINT32 = 4;
    private static final int INT32 = 5;
    private static final int FLOAT32 = 6;
    private static final int BOOL = 7;
    private static final int STRING = 8;
    private static final int ARRAY = 9;

    private final ByteArrayOutputStream values = new ByteArrayOutputStream();
    private final ByteArrayOutputStream tensors = new ByteArrayOutputStream();
    private int valueCount;
    private int tensorCount;
    private long dataBytes;

    void text(String key, String value) {
        key(key, STRING);
        text(values, value);
    }

    void number(String key, int value) {
        key(key, UINT32);
        int32(values, value);
    }

    void number(String key, float value) {
        key(key, FLOAT32);
        int32(values, Float.floatToIntBits(value));
    }

    void flag(String key, boolean value) {
        key(key, BOOL);
        values.write(value ? 1 : 0);
    }

    void texts(String key, List<String> items) {
        array(key, STRING, items.size());
        items.forEach(item -> text(values, item));
    }

    void integers(String key, int[] items) {
        array(key, INT32, items.length);
        for (int item : items) {
            int32(values, item);
        }
    }

    void floats(String key, float[] items) {
        array(key, FLOAT32, items.length);
        for (float item : items) {
            int32(values, Float.floatToIntBits(item));
        }
    }

    /** The next tensor; GGUF names the dimension that changes fastest first. */
    void tensor(String name, long[] shape, GgufType type, long bytes) {
        tensorCount++;
        text(tensors, name);
        int32(tensors, shape.length);
        for (int i = shape.length - 1; i >= 0; i--) {
            int64(tensors, shape[i]);
        }
        int32(tensors, type.tensorType());
        int64(tensors, dataBytes);
        dataBytes = aligned(dataBytes + bytes);
    }

    /** All of it, filled up to where the first tensor begins. */
    ByteBuffer bytes() {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        head.writeBytes("GGUF".getBytes(UTF_8));
        int32(head, VERSION);
        int64(head, tensorCount);
        int64(head, valueCount);
        head.writeBytes(values.toByteArray());
        head.writeBytes(tensors.toByteArray());
        head.writeBytes(new byte[(int) (aligned(head.size()) - head.size())]);
        return ByteBuffer.wrap(head.toByteArray());
    }

    static long aligned(long bytes) {
        return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    private void array(String key, int type, int count) {
        key(key, ARRAY);
        int32(values, type);
        int64(values, count);
    }

    private void key(String key, int type) {
        valueCount++;
        text(values, key);
        int32(values, type);
    }

    private static void text(ByteArrayOutputStream to, String value) {
        byte[] bytes = value.getBytes(UTF_8);
        int64(to, bytes.length);
        to.writeBytes(bytes);
    }

    private static void int32(ByteArrayOutputStream to, int value) {
        to.writeBytes(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array());
    }

    private static void int64(ByteArrayOutputStream to, long value) {
        to.writeBytes(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array());
    }
}
