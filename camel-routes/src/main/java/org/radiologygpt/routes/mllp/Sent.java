package org.radiologygpt.routes.mllp;

import java.time.Duration;

/** What became of a message that was sent. Reasons hold codes, none of the receiver's words. */
public sealed interface Sent {

    /** AA or CA: the receiver has it. */
    record Accepted() implements Sent {}

    /** AR or CR: the receiver will never take it. */
    record Refused(String why) implements Sent {}

    /** The receiver answers, but not that it took this message. */
    record Failed(String why) implements Sent {}

    /**
     * Not known to have arrived: no connection, or no answer.
     *
     * @param pause time until a next attempt makes sense
     */
    record Unavailable(String why, Duration pause) implements Sent {}
}
