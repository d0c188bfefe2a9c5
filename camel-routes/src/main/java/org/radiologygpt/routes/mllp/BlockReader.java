package org.radiologygpt.routes.mllp;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.radiologygpt.hl7v2.AckReason;
import org.radiologygpt.routes.mllp.Block.Broken;
import org.radiologygpt.routes.mllp.Block.End;
import org.radiologygpt.routes.mllp.Block.Outside;
import org.radiologygpt.routes.mllp.Block.Whole;

/**
 * Cuts a connection's bytes into blocks (HL7 MLLP release 1: 0x0B … 0x1C 0x0D). The bytes of a block are left as they
 * are: the marks cannot occur in a message, so that none is searched for within its text. The 0x0D after the end mark
 * may be missing. Memory is bounded by the limit. Not thread-safe.
 */
final class BlockReader {
    static final int START = 0x0b;
    static final int END = 0x1c;
    /** Kept of a block that is too large, for its header, and of bytes outside of blocks. */
    static final int KEPT = 8192;
    /** Bytes outside of blocks after which the other side is believed to speak something else. */
    private static final int MOST_OUTSIDE = 1 << 16;

    private static final int CHUNK = 1 << 14;

    private final ByteSource source;
    private final int limit;
    private final Duration frameTimeout;
    private final Duration idleTimeout;
    private final LongSupplier nanoTime;
    private final byte[] chunk = new byte[CHUNK];
    private int at;
    private int end;
    private long deadline;
    private boolean startSeen;
    private Optional<Ending> ending = Optional.empty();

    /**
     * Reads from a source.
     *
     * @param limit most bytes of a block
     * @param frameTimeout longest time from a block's start to its end
     * @param idleTimeout longest time between blocks
     */
    BlockReader(ByteSource source, int limit, Duration frameTimeout, Duration idleTimeout, LongSupplier nanoTime) {
        this.source = source;
        this.limit = limit;
        this.frameTimeout = frameTimeout;
        this.idleTimeout = idleTimeout;
        this.nanoTime = nanoTime;
    }

    /** The next block; waits for it. After {@link End} there is none. */
    Block next() {
        if (ending.isPresent()) {
            return new End(ending.get());
        }
        if (startSeen) {
            return block();
        }
        deadline = nanoTime.getAsLong() + idleTimeout.toNanos();
        int next = read();
        while (isBlank(next)) {
            next = read();
        }
        if (next < 0) {
            ends(next, Ending.IDLE_TIMEOUT);
            return next();
        }
        return next == START ? block() : outside(next);
    }

    private Block block() {
        startSeen = false;
        deadline = nanoTime.getAsLong() + frameTimeout.toNanos();
        KeptBytes kept = new KeptBytes(limit);
        int next = read();
        while (next >= 0 && next != END && next != START) {
            kept.add(next);
            next = read();
        }
        startSeen = next == START;
        ends(next, Ending.FRAME_TIMEOUT);
        if (kept.overflowed()) {
            return new Broken(AckReason.TOO_LARGE, kept.first(KEPT), kept.length());
        }
        return next == END ? new Whole(kept.bytes()) : new Broken(AckReason.TRUNCATED, kept.bytes(), kept.length());
    }

    private Block outside(int first) {
        deadline = nanoTime.getAsLong() + frameTimeout.toNanos();
        KeptBytes kept = new KeptBytes(KEPT);
        int next = first;
        while (next >= 0 && next != START && kept.length() < MOST_OUTSIDE) {
            kept.add(next);
            next = read();
        }
        startSeen = next == START;
        ends(next, Ending.FRAME_TIMEOUT);
        if (next >= 0 && !startSeen) {
            ending = Optional.of(Ending.NO_MLLP);
        }
        return new Outside(kept.bytes(), kept.length());
    }

    /** Remembers that nothing more comes, where the last read says so. */
    private void ends(int last, Ending timeout) {
        if (last < 0) {
            ending = Optional.of(
                    switch (last) {
                        case ByteSource.END -> Ending.PEER;
                        case ByteSource.BROKEN -> Ending.BROKEN;
                        default -> timeout;
                    });
        }
    }

    private int read() {
        if (at == end) {
            long left = deadline - nanoTime.getAsLong();
            int count = left <= 0 ? ByteSource.TIMED_OUT : source.read(chunk, left);
            if (count < 0) {
                return count;
            }
            at = 0;
            end = count;
            return end == 0 ? read() : chunk[at++] & 0xff;
        }
        return chunk[at++] & 0xff;
    }

    private static boolean isBlank(int value) {
        return value == '\r' || value == '\n' || value == ' ' || value == '\t' || value == END;
    }
}
