package org.radiologygpt.hl7v2;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Cuts a stream of bytes into messages: one message, several after each other, a batch (FHS, BHS, BTS, FTS), MLLP
 * blocks, and logs with {@code <SB>} … {@code <EB>} frames in which {@code <R>} ends a segment.
 *
 * <p>Where a batch holds other than the number of messages that BTS-1 announces, or a file other than the batches of
 * FTS-1, a broken frame says so. Bytes before the first mark of a log are the log's own and dropped; any other text that is no message becomes a
 * frame, so that the reader rejects it by name. Input without any frame yields one empty frame. Memory is bounded by
 * the largest frame that the limit allows. Not thread-safe. Iteration throws {@link UncheckedIOException} where the
 * stream fails.
 */
public final class Framing implements Iterator<Frame> {
    /** Largest message read: 64 MiB. */
    public static final int DEFAULT_LIMIT = 64 << 20;

    private static final int MLLP_START = 0x0b;
    private static final int MLLP_END = 0x1c;
    private static final int LONGEST_TRAILER = 1024;

    private enum State {
        BETWEEN,
        MESSAGE,
        MLLP,
        LOG
    }

    private final FrameInput in;
    private final HeaderMark headers = new HeaderMark();
    private final FrameBuffer buffer;
    private final FrameQueue ready = new FrameQueue();
    private final BatchCounts counts = new BatchCounts();
    private State state = State.BETWEEN;
    private boolean ended;
    private boolean log;

    private Framing(InputStream in, int limit) {
        this.in = new FrameInput(in);
        this.buffer = new FrameBuffer(limit);
    }

    /** Frames of a stream, which the caller closes. */
    public static Framing of(InputStream in, int limit) {
        return new Framing(in, limit);
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
        return ready.take();
    }

    private void advance() {
        int next = in.read();
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
        } else if (last == 'H' && buffer.lineIs("MSH")) {
            header(in.peek(HeaderMark.BEHIND));
        } else if (last == 'S'
                && buffer.lineIsOneOf("FHS", "BHS", "BTS", "FTS")
                && headers.isBatchLine(in.peek(HeaderMark.BEHIND))) {
            batchLine();
        }
    }

    private void header(byte[] next) {
        if (!headers.isHeader(next)) {
            return;
        }
        counts.message();
        if (state == State.BETWEEN) {
            loose();
            buffer.add("MSH");
            state = State.MESSAGE;
        } else {
            nextMessage();
        }
        headers.begin(next);
    }

    /** Within a message {@code <SB>} is text, as in "<SB> obstruction", unless it begins a line; within MLLP always. */
    private boolean isLogStart() {
        return buffer.endsWith("<SB>") && (state == State.BETWEEN || state != State.MLLP && buffer.lineIs("<SB>"));
    }

    private void logMark() {
        if (isLogStart()) {
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
            ready.whole(buffer, true);
        }
        buffer.clear();
        buffer.add("MSH");
    }

    private void loose() {
        buffer.cut(3);
        if (!buffer.isBlank()) {
            ready.whole(buffer, false);
        }
        buffer.clear();
    }

    /** Header and trailer of a batch hold no report: the line ends a message without marks, and is counted against. */
    private void batchLine() {
        String name = buffer.line();
        buffer.cut(3);
        if (state == State.MESSAGE || state == State.BETWEEN) {
            close();
        } else if (!buffer.isBlank()) {
            ready.whole(buffer, true);
        }
        buffer.clear();
        headers.clear();
        counts.line(name, restOfLine()).ifPresent(ready::miscounted);
        buffer.startLine();
    }

    private String restOfLine() {
        StringBuilder rest = new StringBuilder();
        int next = in.read();
        while (next >= 0 && next != '\r' && next != '\n' && next != MLLP_END) {
            if (rest.length() < LONGEST_TRAILER) {
                rest.append((char) next);
            }
            next = in.read();
        }
        if (next == MLLP_END && state == State.MLLP) {
            state = State.BETWEEN;
        }
        return rest.toString();
    }

    /** What is open ends here because something else begins: whole only where it needs no end mark. */
    private void close() {
        if (state == State.LOG || state == State.MLLP) {
            ready.cut(buffer);
        } else if (!buffer.isBlank()) {
            ready.whole(buffer, state == State.MESSAGE);
        }
        buffer.clear();
        headers.clear();
        state = State.BETWEEN;
    }

    private void end() {
        ended = true;
        if (state == State.LOG || state == State.MLLP) {
            ready.cut(buffer);
        } else if (!buffer.isBlank() && !(log && state == State.BETWEEN)) {
            ready.whole(buffer, false);
        }
        ready.end();
    }

    private void finish(boolean terminated) {
        ready.whole(buffer, terminated);
        buffer.clear();
        headers.clear();
        state = State.BETWEEN;
    }
}
