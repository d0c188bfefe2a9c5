package org.radiologygpt.routes.mllp;

import java.util.Arrays;

/** Bytes up to a limit, and the number of all that came. */
final class KeptBytes {
    private static final int INITIAL = 1 << 12;

    private final int limit;
    private byte[] bytes;
    private int size;
    private long length;

    KeptBytes(int limit) {
        this.limit = limit;
        this.bytes = new byte[Math.min(limit, INITIAL)];
    }

    void add(int value) {
        length++;
        if (size == limit) {
            return;
        }
        if (size == bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(limit, bytes.length * 2L));
        }
        bytes[size++] = (byte) value;
    }

    boolean overflowed() {
        return length > limit;
    }

    long length() {
        return length;
    }

    byte[] bytes() {
        return first(size);
    }

    byte[] first(int count) {
        return Arrays.copyOf(bytes, Math.min(count, size));
    }
}
