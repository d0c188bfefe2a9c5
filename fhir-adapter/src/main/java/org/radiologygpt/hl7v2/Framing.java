package org.radiologygpt.hl7v2;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.radiologygpt.report.RejectReason;

/**
 * Cuts a stream of bytes into messages: one message, several after each other, a batch (FHS, BHS, BTS, FTS), MLLP
 * blocks, and logs with {@code <SB>} … {@code <EB>} frames in which {@code <R>} ends a segment.
 *
 * <p>Bytes before the first mark of a log are the log's own and dropped; any other text that is no message becomes a
 * frame, so that the reader rejects it by name. Input without any frame yields one empty frame. Memory is bounded by
 * the largest frame that the limit allows. Not thread-safe. Iteration throws {@link UncheckedIOException} where the
 * stream fails.
 */
public final class Framing implements Iterator<Frame> {
    /** Largest message read: 64 MiB. */
    public static final int DEFAULT_LIMIT = 64 << 20;

    private static final int MLLP_START = 0x0b;
    private static final int MLLP_END = 0x1c;

    private enum State {
        BETWEEN,
        MESSAGE,
        MLLP,
        LOG
    }

    private final InputStream in;
    private final FrameBuffer buffer;
    private final Deque<Frame> ready = new ArrayDeque<>();
    private State state = State.BETWEEN;
    private boolean ended;
    private boolean any;
    private boolean log;

    private Framing(InputStream in, int limit) {
        this.in = in;
        this.buffer = new FrameBuffer(limit);
    }

    /** Frames of a stream, which the caller closes. */
    public static Framing of(InputStream in, int limit) {
        return new Framing(narrowed(new BufferedInputStream(in, 1 << 16)), limit);
    }

    private static InputStream narrowed(InputStream in) {
        try {
            return WideText.narrowed(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Frames of bytes in memory. */
    public static Framing of(byte[] bytes) {
        return new Framing(new ByteArrayInputStream(bytes), DEFAULT_LIMIT);
    }

    /** True for bytes without any mark of a frame: they need not be searched byte by byte. False says nothing. */
    static boolean isOneMessage(byte[] bytes) {
        if (bytes.length < 4 || bytes.length > DEFAULT_LIMIT || bytes[0] != 'M' || bytes[1] != 'S' || bytes[2] != 'H') {
            return false;
        }
        for (int i = 3; i < bytes.length; i++) {
            byte value = bytes[i];
            if (value == MLLP_START || value == MLLP_END || value == '<' || mayEndSegmentName(value, bytes, i)) {
                return false;
            }
        }
        return true;
    }

    /** Last letter of MSH, FHS, BHS, BTS or FTS. */
    private static boolean mayEndSegmentName(byte letter, byte[] bytes, int at) {
        return letter == 'H' && bytes[at - 1] == 'S' && bytes[at - 2] == 'M'
                || letter == 'S'
                        && (bytes[at - 1] == 'H' || bytes[at - 1] == 'T')
                        && (bytes[at - 2] == 'F' || bytes[at - 2] == 'B');
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && !ended) {
            advance();
        }
        return !ready.isEmpty();
    }

    @Override
    public Frame next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ready.remove();
    }

    private void advance() {
        int next = read();
        if (next < 0) {
            end();
        } else if (next == MLLP_START) {
            close();
            state = State.MLLP;
        } else if (next == MLLP_END && state != State.BETWEEN) {
            finish(true);
        } else {
            buffer.add(next);
            mark(next);
        }
    }

    /** Looks at marks of text that the last byte completed. */
    private void mark(int last) {
        if (last == '>') {
            logMark();
        } else if (last == 'H' && state != State.BETWEEN && buffer.lineIs("MSH")) {
            nextMessage();
        } else if (last == 'H' && buffer.lineIs("MSH")) {
            loose();
            buffer.add("MSH");
            state = State.MESSAGE;
        } else if (last == 'S' && buffer.lineIsOneOf("FHS", "BHS", "BTS", "FTS")) {
            batchLine();
        }
    }

    private void logMark() {
        if (buffer.endsWith("<SB>")) {
            buffer.cut(4);
            if (state == State.BETWEEN) {
                buffer.clear();
            } else {
                close();
            }
            state = State.LOG;
            log = true;
        } else if (state == State.LOG && buffer.endsWith("<EB>")) {
            buffer.cut(4);
            finish(true);
        } else if (state == State.LOG && buffer.endsWith("<R>")) {
            buffer.cut(3);
            buffer.add('\r');
        }
    }

    /** A header of the next message inside a frame: a batch within MLLP, or messages without marks. */
    private void nextMessage() {
        buffer.cut(3);
        if (!buffer.isBlank()) {
            emit(true);
        }
        buffer.clear();
        buffer.add("MSH");
    }

    private void loose() {
        buffer.cut(3);
        if (!buffer.isBlank()) {
            emit(false);
        }
        buffer.clear();
    }

    /** Header and trailer of a batch hold no report: the line is dropped, and it ends a message without marks. */
    private void batchLine() {
        buffer.cut(3);
        if (state == State.MESSAGE || state == State.BETWEEN) {
            close();
        } else if (!buffer.isBlank()) {
            emit(true);
        }
        buffer.clear();
        int next = read();
        while (next >= 0 && next != '\r' && next != '\n' && next != MLLP_END) {
            next = read();
        }
        if (next == MLLP_END && state == State.MLLP) {
            state = State.BETWEEN;
        }
        buffer.startLine();
    }

    /** What is open ends here because something else begins: whole only where it needs no end mark. */
    private void close() {
        if (state == State.LOG || state == State.MLLP) {
            broken();
        } else if (!buffer.isBlank()) {
            emit(state == State.MESSAGE);
        }
        buffer.clear();
        state = State.BETWEEN;
    }

    private void end() {
        ended = true;
        if (state == State.LOG || state == State.MLLP) {
            broken();
        } else if (!buffer.isBlank() && !(log && state == State.BETWEEN)) {
            emit(false);
        }
        if (!any) {
            put(new Frame.Message(new byte[0]));
        }
    }

    private void broken() {
        put(
                buffer.overflowed()
                        ? tooLarge()
                        : new Frame.Broken(RejectReason.TRUNCATED, "frame has no end mark", buffer.bytes()));
    }

    private void finish(boolean terminated) {
        emit(terminated);
        buffer.clear();
        state = State.BETWEEN;
    }

    /** Where a mark ended the frame, its last segment is whole too. */
    private void emit(boolean terminated) {
        if (terminated && !buffer.isBlank()) {
            buffer.add('\r');
        }
        put(buffer.overflowed() ? tooLarge() : new Frame.Message(buffer.bytes()));
    }

    private Frame tooLarge() {
        return new Frame.Broken(
                RejectReason.TOO_LARGE, "message has more than " + buffer.limit() + " bytes", new byte[0]);
    }

    private void put(Frame frame) {
        any = true;
        ready.add(frame);
    }

    private int read() {
        try {
            return in.read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
