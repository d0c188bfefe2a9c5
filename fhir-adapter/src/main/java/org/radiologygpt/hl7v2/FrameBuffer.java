package org.radiologygpt.hl7v2;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The bytes of the frame being read, and the beginning of its current line. Past the limit it only counts. */
final class FrameBuffer {
    private static final int INITIAL = 1 << 13;
    private static final byte[] UTF8_BOM = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final int limit;
    private byte[] bytes = new byte[INITIAL];
    private int size;
    private boolean overflowed;
    /** Index of the first byte of the line that is no blank and no byte order mark, or -1 while there is none. */
    private int lineStart = -1;

    FrameBuffer(int limit) {
        this.limit = limit;
    }

    int limit() {
        return limit;
    }

    boolean overflowed() {
        return overflowed;
    }

    /** Nothing but white space and byte order marks. */
    boolean isBlank() {
        for (int i = 0; i < size; i++) {
            if (isMark(i)) {
                i += UTF8_BOM.length - 1;
            } else if (!isBlank(bytes[i])) {
                return false;
            }
        }
        return !overflowed;
    }

    void add(int value) {
        if (size == limit) {
            overflowed = true;
            keepTail();
        }
        if (size == bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(limit, bytes.length * 2L));
        }
        bytes[size++] = (byte) value;
        track(value);
    }

    void add(String ascii) {
        for (int i = 0; i < ascii.length(); i++) {
            add(ascii.charAt(i));
        }
    }

    void startLine() {
        lineStart = -1;
    }

    boolean lineIs(String name) {
        return lineStart >= 0 && size - lineStart == name.length() && endsWith(name);
    }

    /** The current line so far, as ASCII. */
    String line() {
        return new String(bytes, lineStart, size - lineStart, StandardCharsets.US_ASCII);
    }

    boolean lineIsOneOf(String... names) {
        return Arrays.stream(names).anyMatch(this::lineIs);
    }

    boolean endsWith(String ascii) {
        if (size < ascii.length()) {
            return false;
        }
        for (int i = 0; i < ascii.length(); i++) {
            if (bytes[size - ascii.length() + i] != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Takes the last bytes away: a mark is no content. */
    void cut(int count) {
        size -= count;
        if (lineStart >= size) {
            lineStart = -1;
        }
    }

    void clear() {
        size = 0;
        overflowed = false;
        lineStart = -1;
        if (bytes.length > 1 << 20) {
            bytes = new byte[INITIAL];
        }
    }

    byte[] bytes() {
        return Arrays.copyOf(bytes, size);
    }

    private void track(int value) {
        if (value == '\r' || value == '\n') {
            lineStart = -1;
        } else if (!isBlank((byte) value)) {
            lineStart = lineStart < 0 ? size - 1 : lineStart;
            skipByteOrderMark();
        }
    }

    private void skipByteOrderMark() {
        if (size - lineStart == UTF8_BOM.length && isMark(lineStart)) {
            lineStart = -1;
        }
    }

    private boolean isMark(int at) {
        return at + UTF8_BOM.length <= size
                && Arrays.equals(bytes, at, at + UTF8_BOM.length, UTF8_BOM, 0, UTF8_BOM.length);
    }

    /** A frame over the limit is not kept, but its end mark must still be seen. */
    private void keepTail() {
        int tail = Math.min(size, 8);
        System.arraycopy(bytes, size - tail, bytes, 0, tail);
        lineStart = lineStart < 0 ? -1 : Math.max(0, lineStart - (size - tail));
        size = tail;
    }

    /** White space and the marks of MLLP. */
    static boolean isBlank(byte value) {
        return value == ' ' || value >= '\t' && value <= '\r' || value == 0x1c;
    }
}
