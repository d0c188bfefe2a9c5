package org.radiologygpt.hl7v2;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Messages in UTF-16 and UTF-32, told by their first bytes; everything after this reads them as UTF-8. */
final class WideText {
    private static final int MLLP_START = 0x0b;

    /** Encodings and the bytes that a message in them begins with; the longer marks first. */
    private enum Wide {
        UTF_32LE_MARK("UTF-32LE", 0xff, 0xfe, 0, 0),
        UTF_32BE_MARK("UTF-32BE", 0, 0, 0xfe, 0xff),
        UTF_16LE_MARK("UTF-16LE", 0xff, 0xfe),
        UTF_16BE_MARK("UTF-16BE", 0xfe, 0xff),
        UTF_32LE("UTF-32LE", 'M', 0, 0, 0),
        UTF_32BE("UTF-32BE", 0, 0, 0, 'M'),
        UTF_16LE("UTF-16LE", 'M', 0, 'S', 0),
        UTF_16BE("UTF-16BE", 0, 'M', 0, 'S');

        private final String charset;
        private final int[] start;

        Wide(String charset, int... start) {
            this.charset = charset;
            this.start = start;
        }

        boolean begins(byte[] bytes, int at) {
            for (int i = 0; i < start.length; i++) {
                if (at + i >= bytes.length || (bytes[at + i] & 0xff) != start[i]) {
                    return false;
                }
            }
            return true;
        }
    }

    private WideText() {}

    static boolean isWide(Charset charset) {
        return charset.name().startsWith("UTF-16") || charset.name().startsWith("UTF-32");
    }

    /** The encoding of bytes that begin a message, a file or an MLLP block; empty for one with single bytes. */
    static Optional<Charset> of(byte[] bytes) {
        int at = bytes.length > 0 && bytes[0] == MLLP_START ? 1 : 0;
        return Arrays.stream(Wide.values())
                .filter(wide -> wide.begins(bytes, at))
                .findFirst()
                .map(wide -> Charset.forName(wide.charset));
    }

    /** A message as UTF-8; as it is where it is not wide. The marks of MLLP around it are single bytes. */
    static byte[] narrowed(byte[] bytes) {
        Optional<Charset> wide = of(bytes);
        if (wide.isEmpty()) {
            return bytes;
        }
        int start = bytes[0] == MLLP_START ? 1 : 0;
        int unit = wide.get().name().startsWith("UTF-32") ? 4 : 2;
        int end = bytes.length - (start == 0 ? 0 : (bytes.length - start) % unit == 0 ? 2 : 1);
        ByteBuffer body = ByteBuffer.wrap(bytes, start, Math.max(0, end - start));
        return wide.get().decode(body).toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A stream as UTF-8: a wide one is told by its first bytes. */
    static InputStream narrowed(InputStream in) throws IOException {
        in.mark(8);
        byte[] start = in.readNBytes(4);
        in.reset();
        return of(start)
                .<InputStream>map(charset -> new Utf8Stream(new InputStreamReader(in, charset)))
                .orElse(in);
    }

    /** Characters as bytes in UTF-8. */
    private static final class Utf8Stream extends InputStream {
        private final InputStreamReader reader;
        private final char[] chars = new char[1 << 12];
        private byte[] bytes = new byte[0];
        private int at;

        Utf8Stream(InputStreamReader reader) {
            this.reader = reader;
        }

        @Override
        public int read() throws IOException {
            return at < bytes.length || fill() ? bytes[at++] & 0xff : -1;
        }

        private boolean fill() throws IOException {
            int read = reader.read(chars, 0, chars.length - 1);
            if (read < 0) {
                return false;
            }
            if (Character.isHighSurrogate(chars[read - 1])) {
                int low = reader.read();
                chars[read] = (char) low;
                read += low < 0 ? 0 : 1;
            }
            bytes = new String(chars, 0, read).getBytes(StandardCharsets.UTF_8);
            at = 0;
            return true;
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }
}
