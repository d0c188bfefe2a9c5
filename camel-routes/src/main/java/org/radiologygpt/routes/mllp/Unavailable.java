package org.radiologygpt.routes.mllp;

/** What a sender sees while its messages cannot be stored. */
public enum Unavailable {
    /** No answer, the connection closes: every sender sends the message again, and first. */
    CLOSE,
    /** AR (original mode) or CE (enhanced mode) with condition 207: for senders that send such messages again. */
    ANSWER
}
