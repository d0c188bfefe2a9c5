package org.radiologygpt.model.generate;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.radiologygpt.model.weights.ModelFormatException;

/** Fields of one protobuf message, one after the other ("Encoding" in the Protocol Buffers documentation). */
final class ProtoReader {
    private final ByteBuffer bytes;
    private int field;
    private int wireType;

    ProtoReader(ByteBuffer bytes) {
        this.bytes = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Steps to the next field; its value must be read or skipped before the next call. */
    boolean next() {
        if (!bytes.hasRemaining()) {
            return false;
        }
        long key = varint();
        field = (int) (key >>> 3);
        wireType = (int) (key & 7);
        return true;
    }

    int field() {
        return field;
    }

    long integer() {
        expect(0);
        return varint();
    }

    float decimal() {
        expect(5);
        return Float.intBitsToFloat((int) fixed(4));
    }

    String text() {
        return StandardCharsets.UTF_8.decode(block()).toString();
    }

    ProtoReader message() {
        return new ProtoReader(block());
    }

    void skip() {
        switch (wireType) {
            case 0 -> varint();
            case 1 -> fixed(8);
            case 2 -> block();
            case 5 -> fixed(4);
            default -> throw broken();
        }
    }

    private ByteBuffer block() {
        expect(2);
        long length = varint();
        if (length < 0 || length > bytes.remaining()) {
            throw broken();
        }
        ByteBuffer block = bytes.slice(bytes.position(), (int) length);
        bytes.position(bytes.position() + (int) length);
        return block;
    }

    private long fixed(int width) {
        if (bytes.remaining() < width) {
            throw broken();
        }
        return width == 4 ? bytes.getInt() : bytes.getLong();
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (!bytes.hasRemaining()) {
                throw broken();
            }
            byte part = bytes.get();
            value |= (long) (part & 0x7f) << shift;
            if (part >= 0) {
                return value;
            }
        }
        throw broken();
    }

    private void expect(int type) {
        if (wireType != type) {
            throw broken();
        }
    }

    private static ModelFormatException broken() {
        return new ModelFormatException("tokenizer.model is broken: no protobuf message of SentencePiece");
    }
}
