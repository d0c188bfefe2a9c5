package org.radiologygpt.hl7v2;

import org.radiologygpt.report.RejectReason;

/** One message cut out of a stream, or what stands in its place. */
public sealed interface Frame {

    /** The bytes between the frame's marks; segments of a log's frame end with a carriage return. */
    record Message(byte[] bytes) implements Frame {}

    /**
     * A frame that is no whole message.
     *
     * @param reason {@link RejectReason#TOO_LARGE} or {@link RejectReason#TRUNCATED}
     * @param detail cause, never content
     * @param bytes what was read of it; empty where it was too large to keep
     */
    record Broken(RejectReason reason, String detail, byte[] bytes) implements Frame {}
}
