package org.radiologygpt.hl7v2;

import java.util.ArrayDeque;
import java.util.Deque;
import org.radiologygpt.report.RejectReason;

/** Frames that are cut and wait to be taken. */
final class FrameQueue {
    private final Deque<Frame> ready = new ArrayDeque<>();
    private boolean any;

    boolean isEmpty() {
        return ready.isEmpty();
    }

    Frame take() {
        return ready.remove();
    }

    /** Input without any frame yields one empty frame. */
    void end() {
        if (!any) {
            put(new Frame.Message(new byte[0]));
        }
    }

    /** A frame as far as it is whole. Where a mark ended it, its last segment is whole too. */
    void whole(FrameBuffer buffer, boolean terminated) {
        if (terminated && !buffer.isBlank()) {
            buffer.add('\r');
        }
        put(buffer.overflowed() ? tooLarge(buffer) : new Frame.Message(buffer.bytes()));
    }

    /** A frame whose end mark is missing. */
    void cut(FrameBuffer buffer) {
        put(
                buffer.overflowed()
                        ? tooLarge(buffer)
                        : new Frame.Broken(RejectReason.TRUNCATED, "frame has no end mark", buffer.bytes()));
    }

    /** A batch that lacks messages, or holds more than it says. */
    void miscounted(String detail) {
        put(new Frame.Broken(RejectReason.TRUNCATED, detail, new byte[0]));
    }

    private static Frame tooLarge(FrameBuffer buffer) {
        return new Frame.Broken(
                RejectReason.TOO_LARGE, "message has more than " + buffer.limit() + " bytes", new byte[0]);
    }

    private void put(Frame frame) {
        any = true;
        ready.add(frame);
    }
}
