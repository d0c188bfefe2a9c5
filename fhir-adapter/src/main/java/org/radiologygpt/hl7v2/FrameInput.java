package org.radiologygpt.hl7v2;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** The bytes of a stream one by one, with a look at the next few. */
final class FrameInput {
    private final InputStream in;

    /** Wide text is read as UTF-8. */
    FrameInput(InputStream in) {
        this.in = narrowed(new BufferedInputStream(in, 1 << 16));
    }

    private static InputStream narrowed(InputStream in) {
        try {
            InputStream narrowed = WideText.narrowed(in);
            return narrowed.markSupported() ? narrowed : new BufferedInputStream(narrowed, 1 << 12);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next byte, or -1 at the end. */
    int read() {
        try {
            return in.read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next bytes, fewer at the end; they are still to be read. */
    byte[] peek(int count) {
        try {
            in.mark(count);
            byte[] next = in.readNBytes(count);
            in.reset();
            return Arrays.copyOf(next, next.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
