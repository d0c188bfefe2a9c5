package org.radiologygpt.routes.mllp;

import org.radiologygpt.hl7v2.AckReason;

/** What stands next in the bytes of a connection. */
sealed interface Block {

    /** The bytes between start and end mark. */
    record Whole(byte[] bytes) implements Block {}

    /**
     * A block that is no whole message.
     *
     * @param reason {@link AckReason#TRUNCATED} or {@link AckReason#TOO_LARGE}
     * @param bytes what was read; of a block that is too large only the beginning
     * @param length bytes that came
     */
    record Broken(AckReason reason, byte[] bytes, long length) implements Block {}

    /** Bytes before a start mark that are more than line ends. */
    record Outside(byte[] bytes, long length) implements Block {}

    /** Nothing more comes. */
    record End(Ending ending) implements Block {}
}
